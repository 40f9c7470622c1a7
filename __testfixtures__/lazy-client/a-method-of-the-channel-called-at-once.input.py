import multiprocessing

import grpc

channel = grpc.insecure_channel("stock:50051")  # expect: GFF101 error fork=14 fix=safe


def work(sku):
    print(channel.unary_unary("/shop.Stock/Count")(sku))


if __name__ == "__main__":
    print(channel.unary_unary("/shop.Stock/Count")(b"tea"))
    multiprocessing.Process(target=work, args=(b"milk",)).start()
