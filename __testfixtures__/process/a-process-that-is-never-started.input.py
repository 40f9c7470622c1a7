from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def recount(sku):
    stock.Recount(shop_pb2.StockRequest(sku=sku))


def main():
    worker = Process(target=recount, args=("tea",))
    print("would start", worker.name)
    recount("tea")


if __name__ == "__main__":
    main()
