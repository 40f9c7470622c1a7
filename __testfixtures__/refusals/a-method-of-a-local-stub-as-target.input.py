from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PaymentsStub


def main():
    stub = PaymentsStub(grpc.insecure_channel("payments:50051"))  # expect: GFF102 warning fork=11 fix=captured-value
    worker = Process(target=stub.Refund, args=(shop_pb2.Order(number=1),))
    worker.start()
    worker.join()


if __name__ == "__main__":
    main()
