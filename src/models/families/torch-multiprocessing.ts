import type { FamilyModel } from "../model";

/** multiprocessing with tensors in shared memory (torch/multiprocessing/__init__.py re-exports it). */
export const torchMultiprocessing = {
  kind: "family",
  package: "torch.multiprocessing",
  like: "multiprocessing",
  examples: {
    yes: [
      `import torch.multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
torch.multiprocessing.Process(target=count).start()
`,
    ],
    no: [
      `import torch.multiprocessing
import grpc
channel = grpc.insecure_channel('stock:50051')
def count():
    channel.unary_unary('/shop.Stock/Count')(b'')
torch.multiprocessing.get_context('spawn').Process(target=count).start()
`,
    ],
  },
} as const satisfies FamilyModel;
