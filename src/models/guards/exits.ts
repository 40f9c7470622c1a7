import type { GuardModel } from "../model";

/** Calls that leave the process: what stands after them does not run in it. */
export const exits = {
  kind: "guard",
  names: [
    "os._exit",
    "sys.exit",
    "os.abort",
    "os.execv",
    "os.execve",
    "os.execvp",
    "os.execvpe",
    "os.execl",
    "os.execlp",
  ],
  effect: "exits",
  examples: {
    yes: [
      `import os
import grpc
channel = grpc.insecure_channel('stock:50051')
if os.fork() == 0:
    channel.unary_unary('/shop.Stock/Count')(b'')
    os._exit(0)
`,
    ],
    no: [
      `import os
import grpc
channel = grpc.insecure_channel('stock:50051')
if os.fork() == 0:
    os._exit(0)
channel.unary_unary('/shop.Stock/Count')(b'')
`,
    ],
  },
} as const satisfies GuardModel;
