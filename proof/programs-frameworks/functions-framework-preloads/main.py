"""A cloud function that shows the level of stock; its framework imports it, and gunicorn forks from there."""
# deployed: Procfile
# needs: functions_framework
# processes: 2
# fork: Procfile:1
# parent: created
# before: fork0
# after: fork0
import os

import functions_framework
import grpc

import shop_pb2
import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel(os.environ["SHOP"]))  # expect: GFF101 GFF401


@functions_framework.http
def level(request):
    reply = stock.Level(shop_pb2.Item(sku=request.args["sku"]))
    return {"sku": reply.sku, "pid": os.getpid()}
