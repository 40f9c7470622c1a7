"""Prices and stock of the shop."""
from multiprocessing import Pool

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub, StockStub

# One connection for both services; the gateway sorts them out.
channel = grpc.insecure_channel("gateway:50050")  # expect: GFF101 warning fork=23
prices = PricesStub(channel)
stock = StockStub(channel)  # counts pieces, not boxes


def value(sku):
    """What all pieces of an article are worth."""
    cents = prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents
    pieces = stock.Count(shop_pb2.StockRequest(sku=sku)).pieces
    return cents * pieces


def main():
    with Pool(4) as pool:
        print(sum(pool.map(value, ["tea", "milk"])))


if __name__ == "__main__":
    main()
