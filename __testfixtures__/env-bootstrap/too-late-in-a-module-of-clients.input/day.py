import multiprocessing

import clients
import shop_pb2


def count(sku):
    print(clients.stock().Count(shop_pb2.Sku(sku=sku)))


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
