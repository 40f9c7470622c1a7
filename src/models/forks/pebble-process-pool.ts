import type { CallForkModel } from "../model";

/** Pebble (pebble/pool/process.py: workers start with the first task, in the context that is given). */
export const pebbleProcessPool = {
  kind: "call-fork",
  names: ["pebble.ProcessPool", "pebble.pool.ProcessPool", "pebble.pool.process.ProcessPool"],
  summary: "A ProcessPool of Pebble starts its workers with the first task, by the default start method or a context",
  source: "https://pebble.readthedocs.io/en/latest/#pebble.ProcessPool",
  methods: ["schedule", "submit", "map"],
  runs: [
    { kind: "callback", of: { position: 2, keyword: "initializer" } },
    {
      kind: "function",
      handover: {
        function: { position: 0, keyword: "function" },
        args: { position: null, keyword: "args" },
        kwargs: { position: null, keyword: "kwargs" },
        items: { kind: "each", from: 1 },
      },
    },
  ],
  method: { default: "default", argument: { position: 4, keyword: "context" } },
  conditions: [],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from pebble import ProcessPool
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
with ProcessPool(max_workers=2) as pool:
    pool.schedule(count, args=[b'tea'], timeout=10)
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from pebble import ThreadPool
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
with ThreadPool(max_workers=2) as pool:
    pool.schedule(count, args=[b'tea'])
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import multiprocessing
from pebble import ProcessPool
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
if __name__ == '__main__':
    with ProcessPool(context=multiprocessing.get_context('spawn')) as pool:
        pool.schedule(count, args=[b'tea'])
`,
      `import grpc
from pebble import ProcessPool
def connect():
    global channel
    channel = grpc.insecure_channel('stock:50051')
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
with ProcessPool(initializer=connect) as pool:
    pool.schedule(count, args=[b'tea'])
`,
    ],
  },
} as const satisfies CallForkModel;
