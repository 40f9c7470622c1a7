import multiprocessing

from shop.stock import StockClient


def count(sku):
    print(StockClient("stock:443").count(sku))


if __name__ == "__main__":
    with multiprocessing.Pool() as pool:
        pool.map(count, ["tea", "coffee"])
