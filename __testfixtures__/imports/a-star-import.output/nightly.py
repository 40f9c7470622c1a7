from multiprocessing import Process

import shop_pb2
from clients import *


def reprice(sku):
    print(prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
