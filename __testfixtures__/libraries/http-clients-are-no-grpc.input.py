from multiprocessing import Process

import httpx
import requests

session = requests.Session()
client = httpx.Client(base_url="https://prices")


def reprice(sku):
    print(session.get(f"https://prices/{sku}").json(), client.get(f"/{sku}").json())


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
