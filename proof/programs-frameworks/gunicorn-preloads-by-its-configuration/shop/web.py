"""Shows the level of stock; gunicorn's configuration has it loaded before the workers are forked."""
# deployed: Dockerfile
# needs: gunicorn flask
# processes: 2
# fork: gunicorn.conf.py:5
# parent: created
# before: fork0
# fails: hang
# after: fork0
import os

from flask import Flask, request

import shop_pb2
from shop.clients import stock

app = Flask(__name__)


@app.route("/level")
def level():
    reply = stock.Level(shop_pb2.Item(sku=request.args["sku"]))
    return {"sku": reply.sku, "pid": os.getpid()}
