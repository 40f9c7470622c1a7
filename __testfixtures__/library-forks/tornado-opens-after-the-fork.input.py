import grpc
import tornado.ioloop
import tornado.process

import shop_pb2
from shop_pb2_grpc import StockStub

tornado.process.fork_processes(4)
stock = StockStub(grpc.insecure_channel("stock:50052"))
print(stock.Count(shop_pb2.Sku(sku="tea")))
tornado.ioloop.IOLoop.current().start()
