from multiprocessing import Process

from google.cloud import pubsub_v1

publisher = pubsub_v1.PublisherClient()  # expect: GFF105 error fork=15 fix=unsafe, GFF304 error fix=unsafe
topic = publisher.topic_path("shop", "orders")


def announce(number):
    publisher.publish(topic, number)


if __name__ == "__main__":
    publisher.publish(topic, b"open").result()
    worker = Process(target=announce, args=(b"1",))
    worker.start()
    worker.join()
