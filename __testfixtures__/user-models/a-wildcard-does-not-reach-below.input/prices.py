import multiprocessing

from acme.rpc.errors import describe
from acme.text import Table

words = describe("unavailable")
table = Table("prices")


def show(sku):
    print(words.short(sku), table.row(sku))


if __name__ == "__main__":
    with multiprocessing.Pool() as pool:
        pool.map(show, ["tea", "coffee"])
