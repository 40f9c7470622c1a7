import os

os.environ["GRPC_ENABLE_FORK_SUPPORT"] = "1"
