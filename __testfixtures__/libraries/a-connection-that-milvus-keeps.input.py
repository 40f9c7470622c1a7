from multiprocessing import Process

from pymilvus import Collection, connections

connections.connect(host="search", port="19530")  # expect: GFF105 error fix=unsupported-shape, GFF304 error
items = Collection("items")


def find(vector):
    print(items.search([vector], "embedding", {}, limit=3))


if __name__ == "__main__":
    Process(target=find, args=([0.1, 0.2],)).start()
