import grpc

from . import shop_pb2
from .shop_pb2_grpc import PricesStub


class PriceClient:
    """Prices, by name of the article."""

    def __init__(self, address, timeout=5):
        self._channel = grpc.insecure_channel(address)  # expect: GFF101 fork=nightly.py:13
        self._stub = PricesStub(self._channel)
        self._timeout = timeout

    def price(self, sku):
        return self._stub.GetPrice(shop_pb2.PriceRequest(sku=sku), timeout=self._timeout).cents
