import multiprocessing
import threading

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def label(sku):
    print(sku.upper())


def refresh(stock):
    while True:
        stock.Count(shop_pb2.Sku(sku="tea"))


if __name__ == "__main__":
    pool = multiprocessing.Pool(2)
    stock = StockStub(grpc.insecure_channel("stock:50052"))
    threading.Thread(target=refresh, args=(stock,), daemon=True).start()
    pool.map(label, ["tea", "milk"])
