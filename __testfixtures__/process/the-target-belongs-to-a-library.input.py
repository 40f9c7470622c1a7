from multiprocessing import Process

import grpc
import uvicorn

import shop_pb2
from shop_pb2_grpc import OrdersStub


def main():
    web = Process(target=uvicorn.run, args=("shop.web:app",), kwargs={"port": 8000})
    web.start()
    orders = OrdersStub(grpc.insecure_channel("orders:50050"))
    print(orders.List(shop_pb2.Empty()))
    web.join()


if __name__ == "__main__":
    main()
