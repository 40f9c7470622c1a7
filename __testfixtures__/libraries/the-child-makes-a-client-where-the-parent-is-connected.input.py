from multiprocessing import Process

from google.cloud import datastore


def price(sku):
    client = datastore.Client()
    print(client.get(client.key("Price", sku)))


if __name__ == "__main__":
    shop = datastore.Client()  # expect: GFF304 error fork=14
    print(shop.get(shop.key("Shop", 1)))
    Process(target=price, args=("tea",)).start()
    print(shop.get(shop.key("Shop", 2)))
