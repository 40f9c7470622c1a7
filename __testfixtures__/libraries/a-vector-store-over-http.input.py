from multiprocessing import Process

from qdrant_client import QdrantClient

client = QdrantClient(host="search", port=6333)


def find(item):
    print(client.query_points("items", query=[0.1, 0.2]))


if __name__ == "__main__":
    client.get_collections()
    Process(target=find, args=("tea",)).start()
