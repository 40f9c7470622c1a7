import asyncio
from multiprocessing import Process

from temporalio.client import Client

client = asyncio.run(Client.connect("temporal:7233"))


def pack(number):
    asyncio.run(client.start_workflow("Pack", number, id=str(number), task_queue="shop"))


if __name__ == "__main__":
    Process(target=pack, args=(7,)).start()
