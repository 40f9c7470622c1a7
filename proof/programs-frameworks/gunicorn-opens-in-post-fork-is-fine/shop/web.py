"""Shows the level of stock; the page is loaded once, but each worker opens the client in gunicorn's hook."""
# deployed: Procfile
# needs: gunicorn flask
# processes: 2
# fine: fork0
import os

from flask import Flask, request

import shop_pb2
from shop import clients

app = Flask(__name__)


@app.route("/level")
def level():
    reply = clients.stock.Level(shop_pb2.Item(sku=request.args["sku"]))
    return {"sku": reply.sku, "pid": os.getpid()}
