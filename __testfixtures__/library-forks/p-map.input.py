import grpc
from p_tqdm import p_umap

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=15 fix=safe


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku)).amount


if __name__ == "__main__":
    print(p_umap(count, ["tea", "milk"], num_cpus=2))
