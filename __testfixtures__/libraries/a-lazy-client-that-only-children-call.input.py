from multiprocessing import Pool

from google.cloud import firestore

db = firestore.Client()
orders = db.collection("orders")


def ship(number):
    orders.document(number).update({"shipped": True})


if __name__ == "__main__":
    with Pool(2) as pool:
        pool.map(ship, ["1", "2"])
