import multiprocessing

from shop import rpc

stock = rpc.connect("stock")  # expect: GFF105 warning fork=13


def count(item):
    return stock.count(item)


def main():
    worker = multiprocessing.Process(target=count, args=("tea",))
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
