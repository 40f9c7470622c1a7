from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def reprice(channel, sku):
    print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    channel = grpc.insecure_channel("prices:50051")  # expect: GFF102 warning fork=15
    worker = Process(target=reprice, args=(channel, "tea"))
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
