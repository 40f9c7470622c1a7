import type { FamilyModel } from "../model";

/** Celery's fork of multiprocessing; it always forks by default on Linux (billiard/context.py). */
export const billiard = {
  kind: "family",
  package: "billiard",
  like: "multiprocessing",
  examples: {
    yes: [
      `import billiard
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
billiard.Process(target=count).start()
`,
    ],
    no: [
      `import billiard
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
billiard.get_context('spawn').Process(target=count).start()
`,
    ],
  },
} as const satisfies FamilyModel;
