import multiprocessing
import os


def count(sku):
    import grpc

    import shop_pb2
    from shop_pb2_grpc import StockStub

    with grpc.insecure_channel("stock:50052") as channel:
        print(StockStub(channel).Count(shop_pb2.Sku(sku=sku)))


if __name__ == "__main__":
    os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"
    multiprocessing.Process(target=count, args=("tea",)).start()
