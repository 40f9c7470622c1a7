from multiprocessing import Process

import etcd3

etcd = etcd3.client(host="prices", user="shop", password="tea")  # expect: GFF105 error fix=safe, GFF304 error fix=safe


def price(sku):
    print(etcd.get(f"/prices/{sku}"))


if __name__ == "__main__":
    Process(target=price, args=("tea",)).start()
