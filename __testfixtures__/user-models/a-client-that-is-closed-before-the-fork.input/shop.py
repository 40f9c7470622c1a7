import multiprocessing

from acme.rpc import connect

stock = connect("stock:50051")
items = stock.items()
stock.close()


def count(item):
    return len(item)


with multiprocessing.Pool(2) as pool:
    print(pool.map(count, items))
