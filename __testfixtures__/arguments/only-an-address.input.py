from multiprocessing import Process, Queue

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

ADDRESS = "prices:50051"


def reprice(address, skus, prices):
    stub = PricesStub(grpc.insecure_channel(address))
    for sku in skus:
        prices.put(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    queue = Queue()
    worker = Process(target=reprice, args=(ADDRESS, ["tea", "milk"], queue))
    worker.start()
    print(queue.get(), queue.get())
    worker.join()
