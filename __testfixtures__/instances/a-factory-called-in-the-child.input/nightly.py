from multiprocessing import Process

from shop import shop_pb2
from shop.connections import make_stub


def reprice(sku):
    print(make_stub("prices").GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
