import importlib
from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def main():
    with open("plugins.txt") as file:
        plugin = importlib.import_module(file.read().strip())
    worker = Process(target=plugin.run)  # expect: GFF003
    worker.start()
    print(orders.List(shop_pb2.Empty()))
    worker.join()


if __name__ == "__main__":
    main()
