import type { CallForkModel } from "../model";

/** joblib (joblib/_parallel_backends.py: `MultiprocessingBackend` uses a pool of the default context). */
export const joblibParallel = {
  kind: "call-fork",
  names: ["joblib.Parallel", "joblib.parallel.Parallel", "sklearn.utils.parallel.Parallel"],
  summary:
    "Parallel(...)(delayed(f)(x) for x in ...) forks with the backend multiprocessing; the default, loky, starts new programs",
  source: "https://joblib.readthedocs.io/en/stable/parallel.html",
  methods: ["__call__"],
  runs: [{ kind: "calls", of: { position: 0, keyword: "iterable" } }],
  method: { default: "default", argument: null },
  conditions: [
    { argument: { position: 1, keyword: "backend" }, is: { oneOf: ["multiprocessing"] }, whenAbsent: false },
    { argument: { position: 0, keyword: "n_jobs" }, is: { not: [1] }, whenAbsent: true },
  ],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from joblib import Parallel, delayed
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(b'')
Parallel(n_jobs=2, backend='multiprocessing')(delayed(count)(sku) for sku in ['tea'])
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from joblib import Parallel, delayed
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(b'')
Parallel(n_jobs=2)(delayed(count)(sku) for sku in ['tea'])
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from joblib import Parallel, delayed
def count(sku):
    return channel.unary_unary('/shop.Stock/Count')(b'')
Parallel(n_jobs=2, backend='threading')(delayed(count)(sku) for sku in ['tea'])
`,
    ],
  },
} as const satisfies CallForkModel;
