from multiprocessing import Process

import clients
import shop_pb2


def reprice():
    if clients.stub:
        print(clients.stub.List(shop_pb2.Empty()))


if __name__ == "__main__":
    Process(target=reprice).start()
