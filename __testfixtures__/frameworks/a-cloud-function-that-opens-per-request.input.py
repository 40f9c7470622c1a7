import functions_framework
import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


@functions_framework.http
def count(request):
    with grpc.insecure_channel("stock:50052") as channel:
        return str(StockStub(channel).Count(shop_pb2.Sku(sku=request.args["sku"])))
