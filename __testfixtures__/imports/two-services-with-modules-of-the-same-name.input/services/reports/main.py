from multiprocessing import Process

from clients import stub


def report():
    stub.GetPrice("tea")


if __name__ == "__main__":
    Process(target=report).start()
