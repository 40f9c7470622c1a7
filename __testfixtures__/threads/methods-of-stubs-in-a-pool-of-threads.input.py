from multiprocessing.pool import ThreadPool

import grpc

import shop_pb2
from shop_pb2_grpc import PaymentsStub

stub = PaymentsStub(grpc.insecure_channel("payments:50051"))

if __name__ == "__main__":
    orders = [shop_pb2.Order(number=number) for number in range(8)]
    with ThreadPool(4) as pool:
        pool.map(stub.Charge, orders[:4])
        pool.starmap(stub.Refund, [(order,) for order in orders[4:]])
