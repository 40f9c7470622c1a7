from multiprocessing import Pool

from ..clients import get_stub
from ..protos import shop_pb2


def price(sku):
    return get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents


def main():
    with Pool(2) as pool:
        print(pool.map(price, ["tea", "milk"]))
