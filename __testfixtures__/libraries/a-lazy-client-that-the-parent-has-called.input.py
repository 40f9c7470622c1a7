from multiprocessing import Pool

from google.cloud import datastore

client = datastore.Client()  # expect: GFF105 error fix=unsafe, GFF304 error fix=unsafe


def price(sku):
    return client.get(client.key("Price", sku))


if __name__ == "__main__":
    print(price("tea"))
    with Pool(2) as pool:
        print(pool.map(price, ["milk", "sugar"]))
