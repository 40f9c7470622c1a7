from multiprocessing.managers import SyncManager

import grpc

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))


def fill():
    print(stock.Count(b"tea"))


if __name__ == "__main__":
    manager = SyncManager()
    manager.start()
    fill()
