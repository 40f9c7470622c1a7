from multiprocessing import Process

from shop.client import PriceClient


def reprice(address, skus):
    client = PriceClient(address)
    for sku in skus:
        print(sku, client.price(sku))


if __name__ == "__main__":
    Process(target=reprice, args=("prices:50051", ["tea", "milk"])).start()
