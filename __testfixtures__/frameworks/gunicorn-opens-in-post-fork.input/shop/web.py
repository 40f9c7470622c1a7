from flask import Flask, request

import shop_pb2
from shop import stock

app = Flask(__name__)


@app.route("/count")
def count():
    return str(stock.stock.Count(shop_pb2.Sku(sku=request.args["sku"])))
