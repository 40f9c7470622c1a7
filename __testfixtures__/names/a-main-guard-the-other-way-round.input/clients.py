import grpc

from shop_pb2_grpc import PricesStub

stub = None

if "__main__" == __name__:
    stub = PricesStub(grpc.insecure_channel("prices:50051"))
