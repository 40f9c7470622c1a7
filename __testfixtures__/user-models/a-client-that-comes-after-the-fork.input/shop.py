import multiprocessing

from acme.rpc import connect

stock = None


def count(item):
    return len(item) if stock is None else stock.count(item)


if __name__ == "__main__":
    pool = multiprocessing.Pool(2)
    stock = connect("stock:50051")
    print(pool.map(count, ["tea", "salt"]), stock.count("sugar"))
