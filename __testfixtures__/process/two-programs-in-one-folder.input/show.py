import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))

if __name__ == "__main__":
    print(orders.List(shop_pb2.Empty()))
