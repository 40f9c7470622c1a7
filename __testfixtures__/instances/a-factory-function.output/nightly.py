from multiprocessing import Process

from shop import shop_pb2
from shop.connections import make_stub

stub = make_stub("prices")


def reprice(sku):
    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
