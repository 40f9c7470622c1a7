from multiprocessing import Pool

from google.cloud import pubsub_v1

publisher = pubsub_v1.PublisherClient()
topic = publisher.topic_path("shop", "orders")


def pack(number):
    return f"packed {number}".encode()


if __name__ == "__main__":
    with Pool(2) as pool:
        for packed in pool.imap(pack, range(3)):
            publisher.publish(topic, packed)
