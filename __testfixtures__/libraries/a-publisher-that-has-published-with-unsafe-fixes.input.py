# options: --unsafe-fixes
from multiprocessing import Process

from google.cloud import pubsub_v1

publisher = pubsub_v1.PublisherClient()  # expect: GFF105 error fork=16 fix=unsafe, GFF304 error fix=unsafe
topic = "projects/shop/topics/orders"


def announce(number):
    publisher.publish(topic, number)


if __name__ == "__main__":
    publisher.publish(topic, b"open").result()
    Process(target=announce, args=(b"1",)).start()
