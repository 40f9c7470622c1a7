# options: --unsafe-fixes
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
    stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF104 error fork=23 fix=unsafe
    threading.Thread(target=refresh, args=(stock,), daemon=True).start()
    workers = [
        multiprocessing.get_context("spawn").Process(target=label, args=(sku,))
        for sku in ("tea", "milk")
    ]
    for worker in workers:
        worker.start()
