from multiprocessing import Process

from qdrant_client import QdrantClient

client = QdrantClient(host="search", prefer_grpc=True)  # expect: GFF105 error fix=unsafe, GFF304 error fix=unsafe


def find(vector):
    print(client.query_points("items", query=vector))


if __name__ == "__main__":
    client.get_collections()
    Process(target=find, args=([0.1, 0.2],)).start()
