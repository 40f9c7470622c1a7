import multiprocessing as mp

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

channel = grpc.insecure_channel("stock:50052")
stock = StockStub(channel)


def count(sku):
    return stock.Count(shop_pb2.StockRequest(sku=sku)).pieces


def main():
    context = mp.get_context("spawn")
    with context.Pool(4) as pool:
        print(sum(pool.map(count, ["tea", "milk"])))


if __name__ == "__main__":
    main()
