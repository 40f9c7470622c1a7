import daemon
import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def main():
    stock = StockStub(grpc.insecure_channel("stock:50052"))
    print(stock.Count(shop_pb2.Sku(sku="tea")))


with daemon.DaemonContext():
    main()
