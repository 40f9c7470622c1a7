import multiprocessing

from google.cloud import firestore

client = firestore.Client()
spawn = multiprocessing.get_context("spawn")


def count(sku):
    print(client.collection("stock").document(sku).get())


def shelf():
    count("tea")
    child = spawn.Process(target=count, args=("coffee",))
    child.start()
    child.join()


if __name__ == "__main__":
    parent = multiprocessing.Process(target=shelf)
    parent.start()
    parent.join()
