import multiprocessing
import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"  # expect: GFF301 warning

import stock


if __name__ == "__main__":
    multiprocessing.Process(target=stock.count, args=("tea",)).start()
