from torch.utils.data import DataLoader, Dataset

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def count(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        return StockStub(channel).Count(shop_pb2.Sku(sku=sku))


class Skus(Dataset):
    def __init__(self, skus):
        self.skus = skus

    def __len__(self):
        return len(self.skus)

    def __getitem__(self, index):
        return count(self.skus[index])


for batch in DataLoader(Skus(["tea"]), num_workers=2):
    print(batch)
