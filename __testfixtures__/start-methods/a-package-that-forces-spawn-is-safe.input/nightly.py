import multiprocessing

from shop.prices import price

if __name__ == "__main__":
    worker = multiprocessing.Process(target=price, args=("tea",))
    worker.start()
    worker.join()
