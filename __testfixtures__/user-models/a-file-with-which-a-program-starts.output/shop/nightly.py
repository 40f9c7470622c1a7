import multiprocessing

from shop import clients


def count(item):
    return clients.channel.unary_unary("/shop.Stock/Count")(item)


if clients.channel is None:
    clients.open_channel()
    multiprocessing.Process(target=count, args=(b"tea",)).start()
