from multiprocessing import Process

import grpc
from tenacity import retry, stop_after_attempt

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))  # expect: GFF101 fork=18


@retry(stop=stop_after_attempt(3))
def cancel(number):
    orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=cancel, args=(7,)).start()
