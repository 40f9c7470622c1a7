import grpc

from shop.jobs import Job

channel = grpc.insecure_channel("stock:50051")  # expect: GFF101 warning fork=14 fix=safe


class Count(Job):
    def run(self):
        print(channel.unary_unary("/shop.Stock/Count")(b"tea"))


if __name__ == "__main__":
    Count().start()
