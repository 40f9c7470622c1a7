import grpc

channel = None


def open_channel():
    global channel
    channel = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=shop/nightly.py:12
