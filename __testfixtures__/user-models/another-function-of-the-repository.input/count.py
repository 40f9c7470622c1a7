import multiprocessing

from shop import files, rpc

stock = files.connect("stock.csv")


def count(item):
    return stock.count(item)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
    print(rpc.connect("stock").count("sugar"))
