import multiprocessing

from google.cloud import pubsub_v1

publisher = pubsub_v1.PublisherClient()


def announce(number):
    publisher.publish("orders", number).result()


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    context.Process(target=announce, args=(b"1",)).start()
