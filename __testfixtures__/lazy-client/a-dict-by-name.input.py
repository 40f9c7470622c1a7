from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

WAREHOUSES = {
    "cellar": StockStub(grpc.insecure_channel("cellar:50052")),  # expect: GFF101 fork=19
    "shelf": StockStub(grpc.insecure_channel("shelf:50052")),  # expect: GFF101 fork=19
}


def count(name):
    return WAREHOUSES[name].Count(shop_pb2.StockRequest(sku="tea")).pieces


if __name__ == "__main__":
    with Pool(2) as pool:
        print(dict(zip(WAREHOUSES, pool.map(count, list(WAREHOUSES)))))
