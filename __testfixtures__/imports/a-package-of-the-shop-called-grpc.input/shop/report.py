from multiprocessing import Process

from . import grpc

channel = grpc.insecure_channel("web")


def report():
    print(channel.get("channel"))


if __name__ == "__main__":
    Process(target=report).start()
