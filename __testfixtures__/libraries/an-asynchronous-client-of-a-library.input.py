import asyncio
from multiprocessing import Process

from google.cloud import secretmanager

client = secretmanager.SecretManagerServiceAsyncClient()  # expect: GFF106 warning fix=unsafe


def read(name):
    print(asyncio.run(client.access_secret_version(name=name)))


if __name__ == "__main__":
    Process(target=read, args=("prices",)).start()
