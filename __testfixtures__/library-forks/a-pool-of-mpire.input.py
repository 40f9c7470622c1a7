import grpc
from mpire import WorkerPool

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 error fork=17 fix=safe


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku)).amount


if __name__ == "__main__":
    print(count("tea"))
    with WorkerPool(n_jobs=4) as pool:
        print(pool.map(count, ["milk", "sugar"], progress_bar=True))
