import type { FamilyModel } from "../model";

/** multiprocessing with dill in place of pickle, by the pathos project (multiprocess/context.py). */
export const multiprocess = {
  kind: "family",
  package: "multiprocess",
  like: "multiprocessing",
  examples: {
    yes: [
      `import multiprocess
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
multiprocess.Process(target=count).start()
`,
    ],
    no: [
      `import multiprocess
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
multiprocess.get_context('spawn').Process(target=count).start()
`,
    ],
  },
} as const satisfies FamilyModel;
