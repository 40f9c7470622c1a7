import type { GuardModel } from "../model";

/** Calls that return in two processes. */
export const branches = {
  kind: "guard",
  names: ["os.fork", "os.forkpty", "pty.fork"],
  effect: "branches",
  examples: {
    yes: [
      `import os
import grpc
channel = grpc.insecure_channel('stock:50051')
pid = os.fork()
if not pid:
    channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
    no: [
      `import os
import grpc
channel = grpc.insecure_channel('stock:50051')
pid = os.fork()
if pid:
    channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies GuardModel;
