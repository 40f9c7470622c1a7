from multiprocessing import Process

import orders_pb2_grpc


class Orders(orders_pb2_grpc.OrdersServicer):
    def Get(self, request, context):
        return orders_pb2_grpc.OrdersServicer.Get(self, request, context)


orders = Orders()


def check():
    print(orders.Get(b"1", None))


if __name__ == "__main__":
    check()
    Process(target=check).start()
