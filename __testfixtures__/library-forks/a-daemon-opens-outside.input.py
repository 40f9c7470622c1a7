import daemon
import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=14


def main():
    print(stock.Count(shop_pb2.Sku(sku="tea")))


with daemon.DaemonContext():
    main()
