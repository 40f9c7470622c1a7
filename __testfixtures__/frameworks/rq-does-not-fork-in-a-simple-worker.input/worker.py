from redis import Redis
from rq import SimpleWorker

from shop import stock

if __name__ == "__main__":
    SimpleWorker(["default"], connection=Redis()).work()
