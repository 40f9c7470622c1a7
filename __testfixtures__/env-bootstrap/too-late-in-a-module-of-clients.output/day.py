import multiprocessing
import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"  # expect: GFF301 warning fix=safe

import clients
import shop_pb2


def count(sku):
    print(clients.stock().Count(shop_pb2.Sku(sku=sku)))


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
