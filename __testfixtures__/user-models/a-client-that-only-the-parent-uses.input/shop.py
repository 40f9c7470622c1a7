import multiprocessing

from acme.rpc import connect

stock = connect("stock:50051")


def count(item):
    return len(item)


with multiprocessing.Pool(2) as pool:
    for total in pool.map(count, ["tea", "salt"]):
        stock.add(total)
