import multiprocessing

import grpc

import shop_pb2
from shop_pb2_grpc import OrdersStub

orders = OrdersStub(grpc.insecure_channel("orders:50050"))


def total(lines):
    return sum(lines)


def save(cents):
    orders.SetTotal(shop_pb2.Total(cents=cents))


def fail(error):
    orders.Fail(shop_pb2.Reason(text=str(error)))


def main():
    pool = multiprocessing.Pool(2)
    pool.apply_async(total, ([120, 80],), callback=save, error_callback=fail)
    pool.close()
    pool.join()


if __name__ == "__main__":
    main()
