from threading import Thread

import grpc

import shop_pb2
from shop_pb2_grpc import PaymentsStub

stub = PaymentsStub(grpc.insecure_channel("payments:50051"))


def main():
    worker = Thread(target=stub.Refund, args=(shop_pb2.Order(number=1),))
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
