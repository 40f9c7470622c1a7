"""Shows the level of stock; each worker of gunicorn loads the page for itself."""
# deployed: Procfile
# needs: gunicorn flask
# processes: 2
# fine: fork0
import os

import grpc
from flask import Flask, request

import shop_pb2
import shop_pb2_grpc

app = Flask(__name__)
stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))


@app.route("/level")
def level():
    reply = stock.Level(shop_pb2.Item(sku=request.args["sku"]))
    return {"sku": reply.sku, "pid": os.getpid()}
