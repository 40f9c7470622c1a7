import time
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def main():
    pause = Process(target=time.sleep, args=(10,))
    pause.start()
    print(stock.Count(shop_pb2.StockRequest(sku="tea")).pieces)
    pause.join()


if __name__ == "__main__":
    main()
