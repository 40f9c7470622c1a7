"""What there is to ask the shop."""
import os

import grpc

import shop_pb2
import shop_pb2_grpc


def open_channel():
    return grpc.insecure_channel(os.environ["SHOP"], options=[("grpc.use_local_subchannel_pool", 1)])  # expect: GFF104 GFF304


def level(channel, sku):
    return shop_pb2_grpc.StockStub(channel).Level(shop_pb2.Item(sku=sku))


def watch(channel):
    return shop_pb2_grpc.StockStub(channel).Watch(shop_pb2.Item(sku="everything"))
