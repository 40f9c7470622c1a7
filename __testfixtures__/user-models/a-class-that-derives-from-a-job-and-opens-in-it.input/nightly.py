import grpc

from shop.jobs import Job


class Count(Job):
    def run(self):
        with grpc.insecure_channel("stock:50051") as channel:
            print(channel.unary_unary("/shop.Stock/Count")(b"tea"))


if __name__ == "__main__":
    Count().start()
