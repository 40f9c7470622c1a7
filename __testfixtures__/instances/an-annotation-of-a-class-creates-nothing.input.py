import dataclasses
from multiprocessing import Process
from typing import Optional

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


@dataclasses.dataclass
class Shop:
    address: str
    stub: Optional[PricesStub] = None

    def open(self):
        self.stub = PricesStub(grpc.insecure_channel(self.address))
        print(self.stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    Process(target=Shop("prices:50051").open).start()
