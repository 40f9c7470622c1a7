from multiprocessing import Pool

from google.cloud import secretmanager


def read(name):
    client = secretmanager.SecretManagerServiceClient()
    return client.access_secret_version(name=name).payload.data


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(read, ["prices", "orders"]))
