from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 fork=22


def print_ticket(stub):
    print("ticket", stub)


def reprice(sku):
    print_ticket(stub=sku)
    cents = stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents
    print([stub for stub in range(cents)][-1], "stub")


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
