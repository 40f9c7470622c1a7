import type { CallForkModel } from "../model";

/** PyTorch (torch/multiprocessing/spawn.py). */
export const torchStartProcesses = {
  kind: "call-fork",
  names: ["torch.multiprocessing.start_processes", "torch.multiprocessing.spawn.start_processes"],
  summary:
    "start_processes(fn, args, nprocs, join, daemon, start_method) starts processes; only start_method='fork' forks",
  source: "https://pytorch.org/docs/stable/multiprocessing.html",
  methods: null,
  runs: [
    {
      kind: "function",
      handover: {
        function: { position: 0, keyword: "fn" },
        args: { position: 1, keyword: "args" },
        kwargs: null,
        items: null,
      },
    },
  ],
  method: { default: "spawn", argument: { position: 5, keyword: "start_method" } },
  conditions: [],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import torch.multiprocessing as mp
def count(rank):
    return channel.unary_unary('/shop.Stock/Count')(b'')
mp.start_processes(count, nprocs=2, start_method='fork')
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import torch.multiprocessing as mp
def count(rank):
    return channel.unary_unary('/shop.Stock/Count')(b'')
mp.start_processes(count, nprocs=2)
`,
      `import grpc
channel = grpc.insecure_channel('stock:50051')
import torch.multiprocessing as mp
def count(rank):
    return channel.unary_unary('/shop.Stock/Count')(b'')
mp.spawn(count, nprocs=2)
`,
    ],
  },
} as const satisfies CallForkModel;
