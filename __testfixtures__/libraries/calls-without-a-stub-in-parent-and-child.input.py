from multiprocessing import Process

import orders_pb2
import orders_pb2_grpc


def ship(number):
    orders_pb2_grpc.Orders.Ship(orders_pb2.OrderId(number=number), "orders:50051", insecure=True)


if __name__ == "__main__":
    orders_pb2_grpc.Orders.Open(orders_pb2.Empty(), "orders:50051", insecure=True)  # expect: GFF105 error fix=unsupported-shape, GFF304 error
    Process(target=ship, args=(7,)).start()
