from multiprocessing import Process

from shop.report import report
from shop.search import find

if __name__ == "__main__":
    worker = Process(target=report)
    worker.start()
    print(find(["tea"]))
    worker.join()
