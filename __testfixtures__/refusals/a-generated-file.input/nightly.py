from multiprocessing import Process

import shop_client
import shop_pb2


def cancel(number):
    shop_client.orders.Cancel(shop_pb2.OrderId(number=number))


if __name__ == "__main__":
    Process(target=cancel, args=(7,)).start()
