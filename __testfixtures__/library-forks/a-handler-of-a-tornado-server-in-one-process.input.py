import grpc
import tornado.httpserver
import tornado.ioloop
import tornado.web

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


class Count(tornado.web.RequestHandler):
    def get(self, sku):
        self.write(str(stock.Count(shop_pb2.Sku(sku=sku)).amount))


def make_app():
    return tornado.web.Application([(r"/count/(\w+)", Count)])


if __name__ == "__main__":
    server = tornado.httpserver.HTTPServer(make_app())
    server.bind(8080)
    server.start()
    tornado.ioloop.IOLoop.current().start()
