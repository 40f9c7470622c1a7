import grpc
from flask import Flask, request

import shop_pb2
from shop_pb2_grpc import StockStub

app = Flask(__name__)
stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=uwsgi.ini:1, GFF401 warning fork=uwsgi.ini:1


@app.route("/count")
def count():
    return str(stock.Count(shop_pb2.Sku(sku=request.args["sku"])))
