import type { ForkModel, Handover } from "../model";

const each = {
  function: { position: 0, keyword: "f" },
  args: null,
  kwargs: null,
  items: { kind: "each", from: 1 },
} as const satisfies Handover;
const rest = { ...each, items: { kind: "rest", from: 1 } } as const satisfies Handover;

/** Pools of pathos fork at their first task (pathos/multiprocessing.py); what they are given is pickled with dill. */
export const pathosPool = {
  kind: "fork",
  names: ["ProcessPool", "ProcessingPool", "_ProcessPool", "Pool"],
  when: "first-task",
  constructor: { function: { position: null, keyword: "initializer" }, args: null, kwargs: null, items: null },
  methods: { map: each, imap: each, uimap: each, amap: each, pipe: rest, apipe: rest },
  respawn: null,
  context: null,
  pickles: true,
  examples: {
    yes: [
      `import grpc
from pathos.multiprocessing import ProcessPool
channel = grpc.insecure_channel('stock:50051')
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
ProcessPool(4).map(count, [b'tea'])
`,
    ],
    no: [
      `import grpc
from pathos.pools import ThreadPool
channel = grpc.insecure_channel('stock:50051')
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
ThreadPool(4).map(count, [b'tea'])
`,
    ],
  },
} as const satisfies ForkModel;
