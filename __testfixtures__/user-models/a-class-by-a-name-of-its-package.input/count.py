import multiprocessing

from shop import clients

stock = clients.Stock("stock:50051")  # expect: GFF105 warning fork=13 fix=safe


def count(item):
    return stock.count(item)


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(count, ["tea", "salt"]))
