from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub, StockStub


def recount(sku):
    with grpc.insecure_channel("stock:50052") as channel:
        StockStub(channel).Recount(shop_pb2.StockRequest(sku=sku))


def manage():
    workers = [Process(target=recount, args=(sku,)) for sku in ("tea", "milk")]
    for worker in workers:
        worker.start()
    with grpc.insecure_channel("orders:50050") as channel:
        print(OrdersStub(channel).List(shop_pb2.Empty()))


if __name__ == "__main__":
    Process(target=manage).start()
