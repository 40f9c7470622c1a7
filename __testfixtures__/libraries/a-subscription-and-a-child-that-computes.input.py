from multiprocessing import Process

from google.cloud import pubsub_v1


def pack(number):
    print("packed", number)


def received(message):
    message.ack()


if __name__ == "__main__":
    subscriber = pubsub_v1.SubscriberClient()
    future = subscriber.subscribe("orders", callback=received)
    Process(target=pack, args=(7,)).start()
    future.result()
