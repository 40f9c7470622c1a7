from concurrent.futures import ProcessPoolExecutor

from shop.client import PriceClient

client = PriceClient("prices:50051", timeout=10)


def reprice(sku):
    return sku, client.price(sku)


def main():
    print(client.price("bread"))
    with ProcessPoolExecutor() as executor:
        print(dict(executor.map(reprice, ["tea", "milk"])))


if __name__ == "__main__":
    main()
