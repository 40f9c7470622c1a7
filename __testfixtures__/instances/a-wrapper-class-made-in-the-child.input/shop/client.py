import grpc

from . import shop_pb2
from .shop_pb2_grpc import PricesStub


class PriceClient:
    def __init__(self, address):
        self._stub = PricesStub(grpc.insecure_channel(address))

    def price(self, sku):
        return self._stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents
