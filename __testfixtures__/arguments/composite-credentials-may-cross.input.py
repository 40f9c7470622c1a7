from multiprocessing import Process

import grpc

import shop_pb2
from shop_pb2_grpc import PricesStub


def reprice(credentials, sku):
    channel = grpc.secure_channel("prices:443", credentials)
    print(PricesStub(channel).GetPrice(shop_pb2.PriceRequest(sku=sku)).cents)


def main(token):
    credentials = grpc.composite_channel_credentials(
        grpc.ssl_channel_credentials(), grpc.access_token_call_credentials(token)
    )
    Process(target=reprice, args=(credentials, "tea")).start()


if __name__ == "__main__":
    main("secret")
