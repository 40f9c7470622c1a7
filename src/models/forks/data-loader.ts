import type { CallForkModel } from "../model";

/** PyTorch (torch/utils/data/dataloader.py, `_MultiProcessingDataLoaderIter`). */
export const dataLoader = {
  kind: "call-fork",
  names: ["torch.utils.data.DataLoader", "torch.utils.data.dataloader.DataLoader"],
  summary:
    "A DataLoader with num_workers above 0 forks when it is iterated over; the children call the dataset, collate_fn and worker_init_fn",
  source: "https://pytorch.org/docs/stable/data.html#multi-process-data-loading",
  methods: ["__iter__"],
  runs: [
    { kind: "callback", of: { position: 10, keyword: "worker_init_fn" } },
    {
      kind: "methods",
      of: { position: 0, keyword: "dataset" },
      methods: ["__getitem__", "__getitems__", "__iter__"],
    },
    { kind: "callback", of: { position: 6, keyword: "collate_fn" } },
  ],
  method: { default: "default", argument: { position: 11, keyword: "multiprocessing_context" } },
  conditions: [{ argument: { position: 5, keyword: "num_workers" }, is: { not: [0] }, whenAbsent: false }],
  examples: {
    yes: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from torch.utils.data import DataLoader, Dataset
class Skus(Dataset):
    def __getitem__(self, index):
        return channel.unary_unary('/shop.Stock/Count')(b'')
for batch in DataLoader(Skus(), num_workers=2):
    print(batch)
`,
    ],
    no: [
      `import grpc
channel = grpc.insecure_channel('stock:50051')
from torch.utils.data import DataLoader, Dataset
class Skus(Dataset):
    def __getitem__(self, index):
        return channel.unary_unary('/shop.Stock/Count')(b'')
for batch in DataLoader(Skus()):
    print(batch)
`,
      `import grpc
from torch.utils.data import DataLoader, Dataset
class Skus(Dataset):
    def __getitem__(self, index):
        channel = grpc.insecure_channel('stock:50051')
        return channel.unary_unary('/shop.Stock/Count')(b'')
for batch in DataLoader(Skus(), num_workers=2):
    print(batch)
`,
    ],
  },
} as const satisfies CallForkModel;
