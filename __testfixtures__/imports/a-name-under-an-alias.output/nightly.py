from multiprocessing import Process

import shop_pb2
from shop.clients import get_stub as get_prices


def reprice(sku):
    print(get_prices().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
