import type { CallForkModel } from "../model";

/** python-daemon (daemon/daemon.py: `detach_process_context`). */
export const daemonContext = {
  kind: "call-fork",
  names: ["daemon.DaemonContext", "daemon.daemon.DaemonContext"],
  summary: "Opening a DaemonContext forks twice, closes all descriptors, and goes on in the grandchild",
  source: "https://peps.python.org/pep-3143/",
  methods: ["open", "__enter__"],
  runs: [{ kind: "rest" }],
  method: { default: "fork", argument: null },
  conditions: [{ argument: { position: null, keyword: "detach_process" }, is: { not: [0] }, whenAbsent: true }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import daemon
with daemon.DaemonContext():
    channel.unary_unary('/shop.Stock/Count')(b'')
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import daemon
daemon.DaemonContext().open()
channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
    no: [
      `import grpc
import daemon
with daemon.DaemonContext():
    channel = grpc.insecure_channel('stock:50051')
    channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies CallForkModel;
