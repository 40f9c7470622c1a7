from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub

_stub: PricesStub | None = None


def get_stub() -> PricesStub:
    global _stub
    if _stub is None:
        _stub = PricesStub(grpc.insecure_channel("prices:50051"))  # expect: GFF101 error fork=25
    return _stub


def price(sku: str) -> int:
    return get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


if __name__ == "__main__":
    print(price("bread"))
    with ProcessPoolExecutor() as executor:
        print(executor.submit(price, "tea").result())
