import grpc

from shop.jobs import detach

channel = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=13 fix=safe


def count():
    return channel.unary_unary("/shop.Stock/Count")(b"tea")


if __name__ == "__main__":
    detach("count", work=count)
