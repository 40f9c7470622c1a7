from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PaymentsStub


def main():
    orders = [shop_pb2.Order(number=number) for number in range(10)]
    with Pool() as pool:
        pool.map(stub.Charge, orders)
        pool.apply_async(func=stub.RefundAll, args=(shop_pb2.Empty(),)).get()


stub = PaymentsStub(grpc.insecure_channel("payments:50051"))  # expect: GFF102 error fork=11 fix=safe


if __name__ == "__main__":
    main()
