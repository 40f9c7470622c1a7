import type { ForkModel } from "../model";

const target = {
  function: { position: 1, keyword: "target" },
  args: { position: 3, keyword: "args" },
  kwargs: { position: 4, keyword: "kwargs" },
  items: null,
};

/** `Process(group, target, name, args, kwargs)` forks at `start()` (multiprocessing/process.py). */
export const process = {
  kind: "fork",
  names: ["Process", "process.BaseProcess", "process.Process"],
  when: "start",
  constructor: target,
  methods: {},
  respawn: null,
  context: null,
  pickles: false,
  examples: {
    yes: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
child = multiprocessing.Process(None, count)
child.start()
`,
    ],
    no: [
      `import multiprocessing
import grpc
def count():
    grpc.insecure_channel('stock:50051').unary_unary('/shop.Stock/Count')(b'')
multiprocessing.Process(target=count).start()
`,
    ],
  },
} as const satisfies ForkModel;
