import multiprocessing

import grpc

channel = grpc.insecure_channel("stock:50051")  # expect: GFF101 error fork=15 fix=safe
count_stock = channel.unary_unary("/shop.Stock/Count")


def count(sku):
    return count_stock(sku)


if __name__ == "__main__":
    print(count_stock(b"tea"))
    with multiprocessing.Pool() as pool:
        print(pool.map(count, [b"tea", b"milk"]))
