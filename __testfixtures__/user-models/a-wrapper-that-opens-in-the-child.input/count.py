import multiprocessing

from shop import rpc


def count(item):
    return rpc.connect("stock").count(item)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
