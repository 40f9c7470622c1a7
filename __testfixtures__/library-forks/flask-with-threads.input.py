from flask import Flask

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))


def count(sku):
    return stock.Count(shop_pb2.Sku(sku=sku))


app = Flask(__name__)


@app.route("/count/<sku>")
def show(sku):
    return str(count(sku))


if __name__ == "__main__":
    app.run(threaded=True, processes=1)
