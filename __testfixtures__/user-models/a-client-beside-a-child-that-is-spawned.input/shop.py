import multiprocessing

from acme.rpc import connect

stock = connect("stock:50051")


def count(item):
    return stock.count(item)


if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        print(pool.map(count, ["tea", "salt"]))
