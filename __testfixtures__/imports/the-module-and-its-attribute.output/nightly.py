from multiprocessing import Process

import clients
import shop_pb2


def reprice(sku):
    print(clients.get_stub().GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
