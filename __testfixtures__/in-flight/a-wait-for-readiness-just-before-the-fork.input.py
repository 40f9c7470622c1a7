import time
from multiprocessing import Process

import grpc

channel = grpc.insecure_channel("stock:50051")  # expect: GFF104 error fork=12
grpc.channel_ready_future(channel).result(timeout=10)

if __name__ == "__main__":
    time.sleep(0.05)
    # The thread that watches the channel is still there.
    Process(target=print, args=("open",)).start()
