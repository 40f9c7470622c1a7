from redis import Redis
from rq import Queue

from shop.stock import count

queue = Queue(connection=Redis())


def ask(sku):
    queue.enqueue(count, sku)
