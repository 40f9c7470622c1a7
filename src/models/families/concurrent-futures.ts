import type { FamilyModel } from "../model";

/** Executors of the standard library (CPython Lib/concurrent/futures). */
export const concurrentFutures = {
  kind: "family",
  package: "concurrent.futures",
  like: "concurrent.futures",
  examples: {
    yes: [
      `import concurrent.futures
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
concurrent.futures.ProcessPoolExecutor().submit(count)
`,
    ],
    no: [
      `import concurrent.futures
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
concurrent.futures.ThreadPoolExecutor().submit(count)
`,
    ],
  },
} as const satisfies FamilyModel;
