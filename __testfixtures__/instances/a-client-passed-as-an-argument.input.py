from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


class PriceClient:
    def __init__(self, address):
        self._stub = PricesStub(grpc.insecure_channel(address))  # expect: GFF102 fork=23

    def price(self, sku):
        return self._stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def reprice(client, sku):
    print(sku, client.price(sku))


def main():
    client = PriceClient("prices:50051")
    Process(target=reprice, args=(client, "tea")).start()


if __name__ == "__main__":
    main()
