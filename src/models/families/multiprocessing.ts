import type { FamilyModel } from "../model";

/** The standard library's own (CPython Lib/multiprocessing). */
export const multiprocessing = {
  kind: "family",
  package: "multiprocessing",
  like: "multiprocessing",
  examples: {
    yes: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
multiprocessing.Process(target=count).start()
`,
    ],
    no: [
      `import multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
multiprocessing.get_context('spawn').Process(target=count).start()
`,
    ],
  },
} as const satisfies FamilyModel;
