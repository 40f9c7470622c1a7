import multiprocessing

from google.cloud import firestore

client = firestore.Client()  # expect: GFF105 error fork=14 fix=unsafe, GFF304 error fork=14 fix=unsafe


def count(sku):
    print(client.collection("stock").document(sku).get())


def shelf():
    count("tea")
    child = multiprocessing.Process(target=count, args=("coffee",))
    child.start()
    child.join()


if __name__ == "__main__":
    parent = multiprocessing.Process(target=shelf)
    parent.start()
    parent.join()
