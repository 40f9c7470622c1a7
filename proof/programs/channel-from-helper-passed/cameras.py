"""A helper makes the channel, the main block passes it on, the child builds a stub on it."""
# parent: created
# steps: door till
# before: fork0
# after: unset, fork0
import os
from multiprocessing import Process, Queue

import grpc

import journal
import shop_pb2
import shop_pb2_grpc


def connect(host):
    options = [("grpc.max_receive_message_length", 8 * 1024 * 1024)]
    channel = grpc.insecure_channel(host, options)  # expect: GFF102
    return channel


def watch(queue, channel, camera):
    stub = shop_pb2_grpc.StockStub(channel)
    for count in stub.Watch(shop_pb2.Item(sku=camera)):
        queue.put(count.amount)
    journal.saw(camera, count)


if __name__ == "__main__":
    queue = Queue()
    channel = connect(os.environ["SHOP"])
    watchers = [Process(target=watch, args=(queue, channel, camera)) for camera in ("door", "till")]
    for watcher in watchers:
        watcher.start()
    print(sum(queue.get() for _ in range(6)))
    for watcher in watchers:
        watcher.join()
