from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


class Warehouse:
    def __init__(self, number, others):
        self.number = number
        self.stubs = []
        for other in others:
            channel = grpc.insecure_channel("localhost:" + str(50000 + other))  # expect: GFF102 fork=25
            self.stubs.append({"number": other, "stub": StockStub(channel)})

    def serve(self):
        for entry in self.stubs:
            entry["stub"].Hello(shop_pb2.Number(number=self.number))


if __name__ == "__main__":
    for number in range(3):
        warehouse = Warehouse(number, [other for other in range(3) if other != number])
        Process(target=warehouse.serve).start()
