from multiprocessing import Process

import shop_pb2
from clients import stub


def recount():
    stub.Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=recount).start()
