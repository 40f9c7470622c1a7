# options: --unsafe-fixes
import multiprocessing
import signal
import socket
from multiprocessing import Process

from worker import serve

WORKERS = 4


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


def _reserve_port():
    """Keeps a port for the workers, who bind it, too: this socket never listens."""
    for family in (socket.AF_INET6, socket.AF_INET):
        try:
            reserved = socket.socket(family, socket.SOCK_STREAM)
            reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            reserved.bind(("", 0))
        except OSError:
            continue
        if reserved.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT):
            return reserved
    raise RuntimeError("SO_REUSEPORT is not available")


def main():
    reserved = _reserve_port()
    port = reserved.getsockname()[1]
    workers = [Process(target=serve, args=(number, port)) for number in range(WORKERS)]  # expect: GFF206 fix=unsafe
    for worker in workers:
        worker.start()
    signal.signal(signal.SIGTERM, _terminate_workers)
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
