import multiprocessing

from shop.rpc import client


def count(item):
    return client().connection.call("count", item)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
