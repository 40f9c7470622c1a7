from multiprocessing import Process

from shop.orders import connection


def show():
    print(connection.describe())


if __name__ == "__main__":
    Process(target=show).start()
