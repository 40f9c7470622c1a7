# options: --unsafe-fixes
from multiprocessing import Process

from worker import serve

WORKERS = 4


def main():
    workers = [Process(target=serve, args=(number,)) for number in range(WORKERS)]  # expect: GFF206 fix=unsafe
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
