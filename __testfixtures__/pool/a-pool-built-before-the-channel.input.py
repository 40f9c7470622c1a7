import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def square(cents):
    return cents * cents


def main():
    pool = multiprocessing.Pool(4)
    stub = PricesStub(grpc.insecure_channel("prices:50051"))
    cents = [price.cents for price in stub.List(shop_pb2.Empty()).prices]
    print(pool.map(square, cents))
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
