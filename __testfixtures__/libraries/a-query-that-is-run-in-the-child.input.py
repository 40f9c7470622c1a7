from multiprocessing import Process

from google.cloud import firestore

db = firestore.Client()
open_orders = db.collection("orders").where("shipped", "==", False).order_by("day").limit(10)


def pack():
    for order in open_orders.stream():
        print(order.id)


if __name__ == "__main__":
    Process(target=pack).start()
