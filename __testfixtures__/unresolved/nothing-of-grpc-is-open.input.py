import sys
from multiprocessing import Process

import grpc

import jobs
import shop_pb2
from shop_pb2_grpc import OrdersStub


def main():
    worker = Process(target=getattr(jobs, sys.argv[1]))
    worker.start()
    with grpc.insecure_channel("orders:50050") as channel:
        print(OrdersStub(channel).List(shop_pb2.Empty()))
    worker.join()


if __name__ == "__main__":
    main()
