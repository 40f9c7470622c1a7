import grpc
from multiprocessing import Process

import shop_pb2
from shop_pb2_grpc import OrdersStub

MISSING = grpc.StatusCode.NOT_FOUND


def cancel(number):
    with grpc.insecure_channel("orders:50050") as channel:
        try:
            OrdersStub(channel).Cancel(shop_pb2.OrderId(number=number))
        except grpc.RpcError as error:
            print("no such order" if error.code() == MISSING else error.details())


if __name__ == "__main__":
    Process(target=cancel, args=(7,)).start()
