import type { CallForkModel } from "../model";

/** daemonize (daemonize.py: `Daemonize.start`). */
export const daemonize = {
  kind: "call-fork",
  names: ["daemonize.Daemonize"],
  summary: "start() of a Daemonize forks and calls the action in the child, unless it stays in the foreground",
  source: "https://daemonize.readthedocs.io/en/latest/",
  methods: ["start"],
  runs: [{ kind: "callback", of: { position: 2, keyword: "action" } }],
  method: { default: "fork", argument: null },
  conditions: [{ argument: { position: 10, keyword: "foreground" }, is: { not: [true] }, whenAbsent: true }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from daemonize import Daemonize
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
Daemonize(app='shop', pid='/run/shop.pid', action=count).start()
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from daemonize import Daemonize
def count(*args):
    return channel.unary_unary('/shop.Stock/Count')(b'')
Daemonize(app='shop', pid='/run/shop.pid', action=count, foreground=True).start()
`,
      `import grpc
from daemonize import Daemonize
def count(*args):
    with grpc.insecure_channel('stock:50051') as channel:
        return channel.unary_unary('/shop.Stock/Count')(b'')
Daemonize(app='shop', pid='/run/shop.pid', action=count).start()
`,
    ],
  },
} as const satisfies CallForkModel;
