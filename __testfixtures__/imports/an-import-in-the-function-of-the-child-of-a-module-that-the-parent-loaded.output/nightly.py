from multiprocessing import Process

import clients  # noqa: F401
import shop_pb2


def reprice(sku):
    from clients import get_stub

    print(get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
