import multiprocessing

from shop.rpc import PriceClient, PriceTable

client = PriceClient("prices:443")  # expect: GFF105 warning fork=15 fix=safe
table = PriceTable({"tea": 320})


def show(sku):
    print(table.quote(sku), client.quote(sku))


if __name__ == "__main__":
    for sku in ["tea", "coffee"]:
        multiprocessing.Process(target=show, args=(sku,)).start()
