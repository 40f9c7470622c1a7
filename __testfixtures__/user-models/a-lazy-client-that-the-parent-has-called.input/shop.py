import multiprocessing

from acme.rpc import connect

stock = connect("stock:50051")  # expect: GFF105 error fork=13, GFF304 error fork=13


def count(item):
    return stock.count(item)


print(stock.count("sugar"))
with multiprocessing.Pool(2) as pool:
    print(pool.map(count, ["tea", "salt"]))
