import type { GuardModel } from "../model";

/** Pools of threads. */
export const threadPools = {
  kind: "guard",
  names: [
    "concurrent.futures.ThreadPoolExecutor",
    "concurrent.futures.thread.ThreadPoolExecutor",
    "multiprocessing.pool.ThreadPool",
    "multiprocessing.dummy.Pool",
    "multiprocess.dummy.Pool",
    "billiard.dummy.Pool",
    "multiprocess.pool.ThreadPool",
    "billiard.pool.ThreadPool",
  ],
  effect: "thread-pool",
  examples: {
    yes: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
from multiprocessing.pool import ThreadPool
def count(item):
    channel.unary_unary('/shop.Stock/Count')(item)
def work():
    ThreadPool(2).map(count, [b''])
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
from multiprocessing.pool import ThreadPool
def count(item):
    channel.unary_unary('/shop.Stock/Count')(item)
ThreadPool(2).map(count, [b''])
`,
    ],
  },
} as const satisfies GuardModel;
