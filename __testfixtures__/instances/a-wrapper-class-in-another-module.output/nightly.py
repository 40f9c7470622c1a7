from multiprocessing import Pool

from shop.client import PriceClient

client = PriceClient("prices:50051")


def reprice(sku):
    return sku, client.price(sku)


if __name__ == "__main__":
    with Pool(4) as pool:
        print(dict(pool.imap_unordered(reprice, ["tea", "milk"])))
