# options: --unsafe-fixes
import threading
from concurrent.futures import ProcessPoolExecutor

import grpc

import shop_pb2
from shop_pb2_grpc import StockStub


def label(sku):
    print(sku.upper())


def refresh(stock):
    while True:
        stock.Count(shop_pb2.Sku(sku="tea"))


if __name__ == "__main__":
    stock = StockStub(grpc.insecure_channel("stock:50052"))  # expect: GFF104 error fork=26 fix=unsafe
    threading.Thread(target=refresh, args=(stock,), daemon=True).start()
    with ProcessPoolExecutor(
        max_workers=2,  # one for each shop
    ) as executor:
        executor.submit(label, "tea")
        executor.submit(label, "milk")
