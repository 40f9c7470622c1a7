import type { CallForkModel } from "../model";

/** mpire (mpire/context.py: it forks wherever it can, whatever the default of multiprocessing is). */
export const mpireWorkerPool = {
  kind: "call-fork",
  names: ["mpire.WorkerPool", "mpire.pool.WorkerPool"],
  summary: "A WorkerPool forks its workers when it is given work, unless they are threads or started otherwise",
  source: "https://sybrenjansen.github.io/mpire/usage/workerpool/start_method.html",
  methods: ["map", "map_unordered", "imap", "imap_unordered", "apply", "apply_async"],
  runs: [
    {
      kind: "function",
      handover: {
        function: { position: null, keyword: "worker_init" },
        args: null,
        kwargs: null,
        items: null,
      },
    },
    {
      kind: "function",
      handover: {
        function: { position: 0, keyword: "func" },
        args: { position: null, keyword: "args" },
        kwargs: { position: null, keyword: "kwargs" },
        items: { kind: "each", from: 1 },
      },
    },
  ],
  method: { default: "fork", argument: { position: 6, keyword: "start_method" } },
  conditions: [{ argument: { position: 6, keyword: "start_method" }, is: { not: ["threading"] }, whenAbsent: true }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from mpire import WorkerPool
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
with WorkerPool(n_jobs=2) as pool:
    pool.map(count, [b'tea', b'milk'])
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from mpire import WorkerPool
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
with WorkerPool(n_jobs=2, start_method='threading') as pool:
    pool.map(count, [b'tea', b'milk'])
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from mpire import WorkerPool
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(sku)
if __name__ == '__main__':
    with WorkerPool(n_jobs=2, start_method='spawn') as pool:
        pool.map(count, [b'tea', b'milk'])
`,
      `import grpc
from mpire import WorkerPool
def connect(state):
    state['channel'] = grpc.insecure_channel('stock:50051')
def count(state, sku):
    return state['channel'].unary_unary('/shop.Stock/Count')(sku)
with WorkerPool(n_jobs=2, use_worker_state=True) as pool:
    pool.map(count, [b'tea', b'milk'], worker_init=connect)
`,
    ],
  },
} as const satisfies CallForkModel;
