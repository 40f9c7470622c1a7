import os
from multiprocessing import Process

import grpc

import journal
import shop_pb2
import shop_pb2_grpc

stub = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101


def level(sku):
    return stub.Level(shop_pb2.Item(sku=sku))


def count(sku):
    journal.saw(sku, level(sku))


def count_all(skus):
    for sku in skus:
        process = Process(target=count, args=(sku,))
        process.start()
        process.join()
