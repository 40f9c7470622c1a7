from redis import Redis
from rq import Queue

queue = Queue(connection=Redis())


def ask(sku):
    queue.enqueue("shop.tasks.count", sku)
