import multiprocessing

from google.cloud import firestore

client = firestore.Client()


def count(sku):
    print(client.collection("stock").document(sku).get())


def shelf():
    child = multiprocessing.Process(target=count, args=("coffee",))
    child.start()
    child.join()
    count("tea")


if __name__ == "__main__":
    parent = multiprocessing.Process(target=shelf)
    parent.start()
    parent.join()
