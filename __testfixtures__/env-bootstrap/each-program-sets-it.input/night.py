import os

os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "1")

import jobs

if __name__ == "__main__":
    jobs.run()
