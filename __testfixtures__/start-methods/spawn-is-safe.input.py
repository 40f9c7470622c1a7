import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    worker = multiprocessing.Process(target=reprice, args=("tea",))
    worker.start()
    worker.join()
