from multiprocessing import Process

from google.cloud import firestore

db = firestore.Client()


def ship(number):
    db.collection("orders").document(number).update({"shipped": True})


if __name__ == "__main__":
    worker = Process(target=ship, args=("1",))
    worker.start()
    print(db.collection("orders").document("1").get())
    worker.join()
