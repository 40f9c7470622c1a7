from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def show(cents):
    print("most expensive:", cents)


def main():
    channel = grpc.insecure_channel("prices:50051")
    prices = PricesStub(channel).List(shop_pb2.Empty()).prices
    channel.close()
    Process(target=show, args=(max(price.cents for price in prices),)).start()


if __name__ == "__main__":
    main()
