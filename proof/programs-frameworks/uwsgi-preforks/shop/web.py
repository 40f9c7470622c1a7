"""Shows the level of stock; uWSGI loads the page in its master, and forks its workers from there."""
# deployed: Procfile
# needs: pyuwsgi flask
# processes: 2
# fork: Procfile:1
# parent: created
# before: fork0
# fails: hang
# after: fork0
import os

import grpc
from flask import Flask, request

import shop_pb2
import shop_pb2_grpc

app = Flask(__name__)
stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101 GFF401


@app.route("/level")
def level():
    reply = stock.Level(shop_pb2.Item(sku=request.args["sku"]))
    return {"sku": reply.sku, "pid": os.getpid()}
