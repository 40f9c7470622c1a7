from multiprocessing import Process

import pika

connection = pika.BlockingConnection()
channel = connection.channel()


def pack(number):
    channel.basic_publish("", "orders", str(number))


if __name__ == "__main__":
    Process(target=pack, args=(7,)).start()
