from multiprocessing import Process

import shop
import shop_pb2


def recount(sku):
    shop.warehouse.Recount(shop_pb2.StockRequest(sku=sku))


if __name__ == "__main__":
    Process(target=recount, args=("tea",)).start()
