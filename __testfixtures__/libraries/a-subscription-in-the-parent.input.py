from multiprocessing import Process

from google.cloud import pubsub_v1


def pack(number):
    publisher = pubsub_v1.PublisherClient()
    publisher.publish("packed", b"%d" % number).result()


def received(message):
    message.ack()


if __name__ == "__main__":
    subscriber = pubsub_v1.SubscriberClient()  # expect: GFF104 error fork=18 fix=unsafe
    future = subscriber.subscribe("orders", callback=received)
    Process(target=pack, args=(7,)).start()
    future.result()
