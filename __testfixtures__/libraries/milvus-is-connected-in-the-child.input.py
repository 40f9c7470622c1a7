from multiprocessing import Process

from pymilvus import Collection, connections


def find(vector):
    connections.connect(host="search", port="19530")
    print(Collection("items").search([vector], "embedding", {}, limit=3))


if __name__ == "__main__":
    Process(target=find, args=([0.1, 0.2],)).start()
