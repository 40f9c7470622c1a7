import multiprocessing
import threading

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub


def count(sku):
    with grpc.insecure_channel("prices:50051") as channel:
        print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)))


def refresh(stock):
    while True:
        stock.Count(shop_pb2.Sku(sku="tea"))


def main():
    stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF104 error fork=24 fix=busy-parent
    threading.Thread(target=refresh, args=(stock,), daemon=True).start()
    work = lambda: count("tea")
    multiprocessing.Process(target=work).start()


if __name__ == "__main__":
    main()
