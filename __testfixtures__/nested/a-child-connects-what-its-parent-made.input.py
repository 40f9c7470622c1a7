import multiprocessing

import grpc

channel = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=25 fix=safe


def count(sku):
    with grpc.insecure_channel("stock:50051") as own:  # expect: GFF103 error fork=17
        print(own.unary_unary("/shop.Stock/Count")(sku))


def shelf():
    print(channel.unary_unary("/shop.Stock/Count")(b"tea"))
    children = []
    for sku in [b"coffee", b"sugar"]:
        child = multiprocessing.Process(target=count, args=(sku,))
        child.start()
        children.append(child)
    for child in children:
        child.join()


if __name__ == "__main__":
    parent = multiprocessing.Process(target=shelf)
    parent.start()
    parent.join()
