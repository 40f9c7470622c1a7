from multiprocessing import Process

import shop_pb2


def reprice(sku):
    from clients import stub

    print(stub.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    Process(target=reprice, args=("tea",)).start()
