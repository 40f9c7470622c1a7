import grpc
from torch.utils.data import DataLoader, Dataset

import shop_pb2
from shop_pb2_grpc import StockStub


class Skus(Dataset):
    def __init__(self, address):
        self.stock = StockStub(grpc.insecure_channel(address))  # expect: GFF101 warning fork=17

    def __getitem__(self, index):
        return self.stock.Count(shop_pb2.Sku(sku=str(index)))


skus = Skus("stock:50052")
for batch in DataLoader(skus, batch_size=8, num_workers=4):
    print(batch)
