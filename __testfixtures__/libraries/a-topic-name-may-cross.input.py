from multiprocessing import Process

from google.cloud import pubsub_v1

TOPIC = pubsub_v1.PublisherClient.topic_path("shop", "orders")


def announce(number):
    publisher = pubsub_v1.PublisherClient()
    publisher.publish(TOPIC, number).result()


if __name__ == "__main__":
    Process(target=announce, args=(b"1",)).start()
