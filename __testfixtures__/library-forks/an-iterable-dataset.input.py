import grpc
from torch.utils.data import DataLoader, IterableDataset

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF101 warning fork=15 fix=safe


class Skus(IterableDataset):
    def __iter__(self):
        yield stock.Count(b"tea")


if __name__ == "__main__":
    for batch in DataLoader(Skus(), num_workers=2):
        print(batch)
