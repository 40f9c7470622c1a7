import multiprocessing

from acme.rpc import connect


def count(item):
    with connect("stock:50051") as stock:
        return stock.count(item)


with multiprocessing.Pool(2) as pool:
    print(pool.map(count, ["tea", "salt"]))
