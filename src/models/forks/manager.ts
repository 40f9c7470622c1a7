import type { CallForkModel } from "../model";

/** The server process of `multiprocessing.Manager()` (Lib/multiprocessing/context.py: it is started at once, without an initializer). */
export const manager = {
  kind: "call-fork",
  names: ["multiprocessing.Manager", "torch.multiprocessing.Manager", "billiard.Manager", "multiprocess.Manager"],
  summary:
    "Manager() forks a server for shared objects, which runs nothing of the program's but has a copy of its memory",
  source: "https://docs.python.org/3/library/multiprocessing.html#multiprocessing.Manager",
  methods: null,
  runs: [],
  method: { default: "default", argument: null },
  conditions: [],
  examples: {
    yes: [
      `import grpc
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
if __name__ == '__main__':
    server = grpc.server(ThreadPoolExecutor())
    server.add_insecure_port('[::]:50051')
    server.start()
    shared = multiprocessing.Manager().dict()
    server.wait_for_termination()
`,
    ],
    no: [
      `import grpc
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
if __name__ == '__main__':
    shared = multiprocessing.Manager().dict()
    server = grpc.server(ThreadPoolExecutor())
    server.add_insecure_port('[::]:50051')
    server.start()
    server.wait_for_termination()
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import multiprocessing
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    shared = multiprocessing.Manager().dict()
    shared['tea'] = count()
`,
    ],
  },
} as const satisfies CallForkModel;
