import functions_framework
import grpc

import shop_pb2
from shop_pb2_grpc import StockStub

stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF101 warning fork=10, GFF401 warning fork=10


@functions_framework.http
def count(request):
    return str(stock.Count(shop_pb2.Sku(sku=request.args["sku"])))
