import multiprocessing

from shop.stock import StockClient

stock = StockClient("stock:443")  # expect: GFF105 warning fork=13 fix=safe


def count(sku):
    print(stock.count(sku))


if __name__ == "__main__":
    with multiprocessing.Pool() as pool:
        pool.map(count, ["tea", "coffee"])
