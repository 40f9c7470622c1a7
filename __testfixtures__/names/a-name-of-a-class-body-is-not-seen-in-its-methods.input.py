import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class Printer:
    def List(self, request):
        return "a printed list"


stub = Printer()


class Prices:
    stub = PricesStub(grpc.insecure_channel("prices:50051"))

    def show(self):
        print(stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    multiprocessing.Process(target=Prices().show).start()
    print(Prices.stub.List(shop_pb2.Empty()))
