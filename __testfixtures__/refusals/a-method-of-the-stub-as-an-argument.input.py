from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import PaymentsStub

stub = PaymentsStub(grpc.insecure_channel("payments:50051"))  # expect: GFF102 error fork=17 fix=captured-value


def pay(method):
    return method.future(shop_pb2.Order(number=1)).result()


if __name__ == "__main__":
    with ProcessPoolExecutor() as pool:
        pool.submit(pay, stub.Charge)
