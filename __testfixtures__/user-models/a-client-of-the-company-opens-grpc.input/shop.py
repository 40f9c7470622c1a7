import multiprocessing

from acme.rpc import connect

stock = connect("stock:50051")  # expect: GFF105 warning fork=12 fix=safe


def count(item):
    return stock.count(item)


with multiprocessing.Pool(2) as pool:
    print(pool.map(count, ["tea", "salt"]))
