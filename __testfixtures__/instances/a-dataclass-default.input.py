import dataclasses
import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


@dataclasses.dataclass
class Shop:
    name: str
    prices: PricesStub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=24

    def show(self):
        print(self.name, self.prices.List(shop_pb2.Empty()))


def open_shop(name):
    Shop(name).show()


if __name__ == "__main__":
    multiprocessing.Process(target=open_shop, args=("corner shop",)).start()
