import type { ForkModel, Handover } from "../model";

const rest = {
  function: { position: 0, keyword: null },
  args: null,
  kwargs: null,
  items: { kind: "rest", from: 1 },
} as const satisfies Handover;

/**
 * `ProcessPoolExecutor(max_workers, mp_context, initializer, initargs, *, max_tasks_per_child)` forks at the
 * first task, not when it is made (concurrent/futures/process.py).
 */
export const executor = {
  kind: "fork",
  names: ["ProcessPoolExecutor", "process.ProcessPoolExecutor"],
  when: "first-task",
  constructor: {
    function: { position: 2, keyword: "initializer" },
    args: { position: 3, keyword: "initargs" },
    kwargs: null,
    items: null,
  },
  methods: {
    submit: rest,
    map: { ...rest, items: { kind: "each", from: 1 } },
  },
  respawn: { position: null, keyword: "max_tasks_per_child" },
  context: { position: 1, keyword: "mp_context" },
  pickles: true,
  examples: {
    yes: [
      `from concurrent.futures import ProcessPoolExecutor
import grpc
executor = ProcessPoolExecutor(2)
channel = grpc.insecure_channel('prices:50051')
def price(item):
    return channel.unary_unary('/shop.Prices/Get')(item)
executor.submit(price, b'1')
`,
    ],
    no: [
      `from concurrent.futures import ProcessPoolExecutor
import grpc
channel = grpc.insecure_channel('prices:50051')
def price(item):
    return len(item)
ProcessPoolExecutor(2).submit(price, b'1')
`,
    ],
  },
} as const satisfies ForkModel;
