import os

os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")
