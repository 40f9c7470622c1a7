from multiprocessing import Process

import orders_pb2
import orders_pb2_grpc


def ship(number):
    orders_pb2_grpc.Orders.Ship(orders_pb2.OrderId(number=number), "orders:50051", insecure=True)


if __name__ == "__main__":
    Process(target=ship, args=(7,)).start()
