from multiprocessing import Process

from clients import CURRENCY


def show(cents):
    print(cents, CURRENCY)


if __name__ == "__main__":
    Process(target=show, args=(120,)).start()
