import grpc

import shop_pb2
import shop_pb2_grpc


class Client:
    def __init__(self, target):
        self.target = target
        self.channel = grpc.insecure_channel(target)  # expect: GFF101
        self.stock = shop_pb2_grpc.StockStub(self.channel)

    def level(self, sku):
        return self.stock.Level(shop_pb2.Item(sku=sku))
