import subprocess
import sys

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def print_invoice(number):
    order = orders.Get(shop_pb2.OrderId(number=number))
    subprocess.run([sys.executable, "invoice.py", str(order.number)], check=True)
    subprocess.Popen(["lpr", f"{order.number}.pdf"])


if __name__ == "__main__":
    print_invoice(7)
