import type { CallForkModel } from "../model";

/** tqdm (tqdm/contrib/concurrent.py: a `ProcessPoolExecutor` with a bar). */
export const processMap = {
  kind: "call-fork",
  names: ["tqdm.contrib.concurrent.process_map"],
  summary: "process_map(f, items) maps in a ProcessPoolExecutor of its own",
  source: "https://tqdm.github.io/docs/contrib.concurrent/",
  methods: null,
  runs: [
    {
      kind: "function",
      handover: {
        function: { position: 0, keyword: "fn" },
        args: null,
        kwargs: null,
        items: { kind: "each", from: 1 },
      },
    },
  ],
  method: { default: "default", argument: null },
  conditions: [
    { argument: { position: null, keyword: "max_tasks_per_child" }, is: { oneOf: [null] }, whenAbsent: true },
  ],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from tqdm.contrib.concurrent import process_map
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
process_map(count, ['tea', 'milk'])
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from tqdm.contrib.concurrent import thread_map
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
thread_map(count, ['tea', 'milk'])
`,
      `import grpc
from tqdm.contrib.concurrent import process_map
def count(*args):
    with grpc.insecure_channel('stock:50051') as channel:
        return channel.unary_unary('/shop.Stock/Count')(b'')
process_map(count, ['tea', 'milk'])
`,
    ],
  },
} as const satisfies CallForkModel;
