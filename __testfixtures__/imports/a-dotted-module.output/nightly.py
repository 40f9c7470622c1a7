import multiprocessing

import shop.clients
import shop_pb2


def reprice(sku):
    print(shop.clients.get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    multiprocessing.Process(target=reprice, args=("tea",)).start()
