from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = None


def recount(sku):
    if stock is None:
        print("no stock service for", sku)
    else:
        stock.Recount(shop_pb2.StockRequest(sku=sku))


def main():
    global stock
    worker = Process(target=recount, args=("tea",))
    worker.start()
    stock = StockStub(grpc.insecure_channel("stock:50052"))
    stock.Recount(shop_pb2.StockRequest(sku="milk"))
    worker.join()


if __name__ == "__main__":
    main()
