from multiprocessing import Pool

from google.cloud import secretmanager

client = secretmanager.SecretManagerServiceClient()  # expect: GFF105 warning fork=13 fix=safe


def read(name):
    return client.access_secret_version(name=name).payload.data


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(read, ["prices", "orders"]))
