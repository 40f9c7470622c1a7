from multiprocessing import Process

import shop_pb2

try:
    from fast_clients import get_stub
except ImportError:
    stub = None


def reprice(sku):
    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
