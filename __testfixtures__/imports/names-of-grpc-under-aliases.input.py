import multiprocessing

import shop_pb2
import shop_pb2_grpc as rpc
from grpc import insecure_channel as open_channel

prices = rpc.PricesStub(open_channel("prices:50051"))  # expect: GFF101


def price(sku):
    print(prices.GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


if __name__ == "__main__":
    multiprocessing.Process(target=price, args=("tea",)).start()
