from multiprocessing import Process

from google.cloud import pubsub_v1

publisher = pubsub_v1.PublisherClient()  # expect: GFF104 error fork=14, GFF105 error fork=14 fix=unsafe


def announce(number):
    publisher.publish("orders", number)


if __name__ == "__main__":
    publisher.publish("orders", b"open")
    Process(target=announce, args=(b"1",)).start()
