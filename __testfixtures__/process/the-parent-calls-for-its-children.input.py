from multiprocessing import Process, Queue

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def pack(numbers, packed):
    while (number := numbers.get()) is not None:
        packed.put(number)


def main():
    numbers, packed = Queue(), Queue()
    worker = Process(target=pack, args=(numbers, packed))
    worker.start()
    for order in orders.List(shop_pb2.Empty()).orders:
        numbers.put(order.number)
        orders.Ship(shop_pb2.OrderId(number=packed.get()))
    numbers.put(None)
    worker.join()


if __name__ == "__main__":
    main()
