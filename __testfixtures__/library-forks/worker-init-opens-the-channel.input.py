import grpc
from torch.utils.data import DataLoader, Dataset

import shop_pb2
from shop_pb2_grpc import StockStub

stock = None


def connect(worker):
    global stock
    stock = StockStub(grpc.insecure_channel("stock:50052"))


class Skus(Dataset):
    def __getitem__(self, index):
        return stock.Count(shop_pb2.Sku(sku=str(index)))


for batch in DataLoader(Skus(), num_workers=4, worker_init_fn=connect):
    print(batch)
