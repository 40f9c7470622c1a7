from multiprocessing import Process

import shop_pb2
from clients import get_stub


def recount():
    get_stub().Recount(shop_pb2.Empty())


if __name__ == "__main__":
    Process(target=recount).start()
