"""Shows the level of stock; the page asks the shop as uWSGI loads it, and uWSGI runs no fork hooks of Python."""
# deployed: Procfile
# needs: pyuwsgi flask
# processes: 2
# fork: Procfile:1
# parent: warm
# before: unset < 1.80, fork0 >= 1.80
# after: unset >= 1.71
import os

import grpc
from flask import Flask, request

import shop_pb2
import shop_pb2_grpc

app = Flask(__name__)
stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101 GFF401
app.config["TEA_AT_START"] = stock.Level(shop_pb2.Item(sku="tea")).amount


@app.route("/level")
def level():
    reply = stock.Level(shop_pb2.Item(sku=request.args["sku"]))
    return {"sku": reply.sku, "pid": os.getpid()}
