import type { CallForkModel } from "../model";

/** The server process of a manager (Lib/multiprocessing/managers.py: `BaseManager.start`, `BaseManager.register`). */
export const managerServer = {
  kind: "call-fork",
  names: [
    "multiprocessing.managers.BaseManager",
    "multiprocessing.managers.SyncManager",
    "multiprocessing.managers.SharedMemoryManager",
  ],
  summary:
    "start() of a manager forks a server, which calls the initializer and makes and uses the objects of registered types",
  source: "https://docs.python.org/3/library/multiprocessing.html#customized-managers",
  methods: ["start", "__enter__"],
  runs: [
    {
      kind: "function",
      handover: {
        function: { position: 0, keyword: "initializer" },
        args: { position: 1, keyword: "initargs" },
        kwargs: null,
        items: null,
      },
    },
    { kind: "deferred", to: ["register"] },
  ],
  method: { default: "default", argument: { position: 3, keyword: "ctx" } },
  conditions: [],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from multiprocessing.managers import BaseManager
class Stock:
    def count(self):
        return channel.unary_unary('/shop.Stock/Count')(b'')
class Shop(BaseManager):
    pass
Shop.register('Stock', Stock)
if __name__ == '__main__':
    with Shop() as shop:
        print(shop.Stock().count())
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from multiprocessing.managers import SyncManager
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
if __name__ == '__main__':
    SyncManager().start(initializer=count)
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from multiprocessing.managers import BaseManager
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
class Shop(BaseManager):
    pass
Shop.register('count', callable=count)
if __name__ == '__main__':
    shop = Shop(address=('stock', 5000))
    shop.connect()
    print(shop.count())
`,
      `import grpc
from multiprocessing.managers import BaseManager
class Stock:
    def __init__(self):
        self.channel = grpc.insecure_channel('stock:50051')
    def count(self):
        return self.channel.unary_unary('/shop.Stock/Count')(b'')
class Shop(BaseManager):
    pass
Shop.register('Stock', Stock)
if __name__ == '__main__':
    with Shop() as shop:
        print(shop.Stock().count())
`,
    ],
  },
} as const satisfies CallForkModel;
