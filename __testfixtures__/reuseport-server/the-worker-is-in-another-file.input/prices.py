import shop_pb2
import shop_pb2_grpc


class Prices(shop_pb2_grpc.PricesServicer):
    def __init__(self, number):
        self.number = number

    def GetPrice(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=self.number)
