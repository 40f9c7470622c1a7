from multiprocessing import Process

import shop_pb2
from shop.clients import get_stub


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main():
    Process(target=reprice, args=("tea",)).start()
