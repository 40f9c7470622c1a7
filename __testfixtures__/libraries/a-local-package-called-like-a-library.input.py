from multiprocessing import Process

from shop_etcd3 import client

etcd = client()


def price(sku):
    print(etcd.get(sku))


if __name__ == "__main__":
    Process(target=price, args=("tea",)).start()
