from multiprocessing import Pool

from google.cloud import pubsub_v1


def announce(publisher, number):
    publisher.publish("orders", number).result()


if __name__ == "__main__":
    client = pubsub_v1.PublisherClient()  # expect: GFF105 error fix=safe
    with Pool(2) as pool:
        pool.starmap(announce, [(client, b"1"), (client, b"2")])
