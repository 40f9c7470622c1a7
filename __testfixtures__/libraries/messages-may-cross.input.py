from multiprocessing import Pool

import shop_pb2

EMPTY = shop_pb2.Empty()
ORDERS = [shop_pb2.OrderId(number=number) for number in range(3)]


def size(order):
    return order.ByteSize() + EMPTY.ByteSize()


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(size, ORDERS))
