from multiprocessing import Process

import grpc

channel = grpc.insecure_channel("prices:50051")  # expect: GFF101 fork=14
get_price = channel.unary_unary("/shop.Prices/GetPrice")


def reprice(sku):
    print(get_price(sku.encode()))


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
