from multiprocessing import Pool

import etcd3

etcd = None


def connect():
    global etcd
    etcd = etcd3.client(host="etcd")


def price(sku):
    return etcd.get(f"/prices/{sku}")


if __name__ == "__main__":
    with Pool(2, initializer=connect) as pool:
        print(pool.map(price, ["tea", "milk"]))
