from multiprocessing import Process

from clients import stub

stub = "the stub of a ticket"


def show():
    print(stub.upper())


if __name__ == "__main__":
    Process(target=show).start()
