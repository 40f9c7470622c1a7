import type { CallForkModel } from "../model";

/** Pebble (pebble/concurrent/process.py); with arguments of its own the decorator is not followed. */
export const pebbleProcess = {
  kind: "call-fork",
  names: ["pebble.concurrent.process", "pebble.asynchronous.process"],
  summary: "A function under @concurrent.process runs in a new process at each call",
  source: "https://pebble.readthedocs.io/en/latest/#concurrent-decorators",
  methods: ["__call__"],
  runs: [{ kind: "callback", of: { position: 0, keyword: null } }],
  method: { default: "default", argument: null },
  conditions: [{ argument: { position: 0, keyword: null }, is: { not: [] }, whenAbsent: false }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from pebble import concurrent
@concurrent.process
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
count(b'tea').result()
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from pebble import concurrent
@concurrent.thread
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
count(b'tea').result()
`,
      `import grpc
from pebble import concurrent
@concurrent.process
def count(sku):
    with grpc.insecure_channel('stock:50051') as channel:
        return channel.unary_unary('/shop.Stock/Count')(sku)
count(b'tea').result()
`,
    ],
  },
} as const satisfies CallForkModel;
