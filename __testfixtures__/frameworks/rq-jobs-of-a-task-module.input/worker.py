from redis import Redis
from rq import Worker

from shop import tasks

if __name__ == "__main__":
    Worker(["default"], connection=Redis()).work()
