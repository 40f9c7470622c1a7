import time
from multiprocessing import Process

import grpc

from shop_pb2_grpc import StockStub


def is_up(channel):
    try:
        grpc.channel_ready_future(channel).result(timeout=10)
        return True
    except grpc.FutureTimeoutError:
        return False


class Warehouse:
    def __init__(self):
        self.channel = grpc.insecure_channel("stock:50051")
        if not is_up(self.channel):
            raise ConnectionError("no stock")
        self.stock = StockStub(self.channel)

    def count(self):
        """Runs when somebody asks for it, some time after the instance was made."""
        Process(target=print, args=("counting",)).start()


if __name__ == "__main__":
    warehouse = Warehouse()
    time.sleep(2)
    Process(target=print, args=("open",)).start()
