from multiprocessing import Process

from clients import price

if __name__ == "__main__":
    Process(target=price, args=("tea",)).start()
