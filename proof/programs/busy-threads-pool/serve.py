"""Threads keep asking while a pool is forked."""
# parent: busy
# steps: tea coffee
# before: fork1
# after: fork1
# fix: unsafe
import multiprocessing
import os
import threading

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

SHOP = os.environ["SHOP"]
OWN_CONNECTION = [("grpc.use_local_subchannel_pool", 1)]


def ask(stock, stop):
    while not stop.is_set():
        stock.Level(shop_pb2.Item(sku="sugar"))


def count(sku):
    with grpc.insecure_channel(SHOP, options=OWN_CONNECTION) as channel:
        stock = shop_pb2_grpc.StockStub(channel)
        journal.saw(sku, stock.Level(shop_pb2.Item(sku=sku)))


def main():
    stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(SHOP))  # expect: GFF104
    stop = threading.Event()
    threads = [threading.Thread(target=ask, args=(stock, stop), daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    with multiprocessing.Pool(2) as pool:
        pool.map(count, ["tea", "coffee"])
    stop.set()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
