from multiprocessing import Process, Queue

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def make_channel(address):
    return grpc.insecure_channel(address)  # expect: GFF102 fork=23


def reprice(queue, channel, sku):
    stub = PricesStub(channel)
    queue.put(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    queue = Queue()
    channel = make_channel("prices:50051")
    workers = []
    for sku in ("tea", "milk"):
        worker = Process(target=reprice, args=(queue, channel, sku))
        workers.append(worker)
    for worker in workers:
        worker.start()
    print(queue.get() + queue.get())
