"""Serves the level of stock with a gunicorn of its own, which forks when it runs."""
# deployed: Procfile
# needs: gunicorn flask
# processes: 2
# fork: serve.py:39
# parent: created
# before: fork0
# fails: hang
# after: fork0
import os

import grpc
from flask import Flask, request
from gunicorn.app.base import BaseApplication

import shop_pb2
import shop_pb2_grpc

app = Flask(__name__)
stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101


@app.route("/level")
def level():
    reply = stock.Level(shop_pb2.Item(sku=request.args["sku"]))
    return {"sku": reply.sku, "pid": os.getpid()}


class Shop(BaseApplication):
    def load_config(self):
        self.cfg.set("bind", "127.0.0.1:" + os.environ["PORT"])
        self.cfg.set("workers", 2)

    def load(self):
        return app


if __name__ == "__main__":
    Shop().run()
