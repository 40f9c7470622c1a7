from multiprocessing import Process

import etcd3


class Prices:
    def __init__(self, host):
        self.etcd = etcd3.client(host=host)  # expect: GFF105 warning fix=safe

    def show(self, sku):
        print(self.etcd.get(f"/prices/{sku}"))


prices = Prices("etcd")

if __name__ == "__main__":
    Process(target=prices.show, args=("tea",)).start()
