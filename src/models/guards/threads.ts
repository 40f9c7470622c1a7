import type { GuardModel } from "../model";

/** Threads: they share the memory of their process, and do not fork. */
export const threads = {
  kind: "guard",
  names: [
    "threading.Thread",
    "threading.Timer",
    "multiprocessing.dummy.Process",
    "billiard.dummy.Process",
    "multiprocess.dummy.Process",
  ],
  effect: "thread",
  examples: {
    yes: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
import threading
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
def work():
    threading.Thread(target=count).start()
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
import threading
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
threading.Thread(target=count).start()
`,
    ],
  },
} as const satisfies GuardModel;
