import multiprocessing

from acme.files import connect

stock = connect("stock.csv")


def count(item):
    return stock.count(item)


with multiprocessing.Pool(2) as pool:
    print(pool.map(count, ["tea", "salt"]))
