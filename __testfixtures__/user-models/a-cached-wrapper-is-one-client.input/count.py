import multiprocessing

from shop.rpc import connect


def count(item):
    return connect("stock").count(item)


if __name__ == "__main__":
    print(connect("stock").count("sugar"))  # expect: GFF105 error fork=12, GFF304 error fork=12
    multiprocessing.Process(target=count, args=("tea",)).start()
