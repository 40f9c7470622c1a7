import grpc

from . import shop_pb2
from .shop_pb2_grpc import PricesStub


class PriceClient:
    def __init__(self, address, timeout=5):
        self._stub = PricesStub(grpc.insecure_channel(address))  # expect: GFF101 error fork=nightly.py:15
        self._timeout = timeout

    def price(self, sku):
        return self._stub.GetPrice(shop_pb2.PriceRequest(sku=sku), timeout=self._timeout).cents
