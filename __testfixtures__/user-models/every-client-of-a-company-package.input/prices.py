import multiprocessing

from acme.rpc import PriceClient

client = PriceClient("prices:443")  # expect: GFF105 warning fork=13 fix=safe


def show(sku):
    print(client.quote(sku))


if __name__ == "__main__":
    with multiprocessing.Pool() as pool:
        pool.map(show, ["tea", "coffee"])
