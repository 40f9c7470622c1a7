from multiprocessing import Process

from pymilvus import MilvusClient

client = MilvusClient(uri="http://search:19530")  # expect: GFF105 error fix=safe, GFF304 error fix=safe


def find(vector):
    print(client.search("items", data=[vector], limit=3))


if __name__ == "__main__":
    Process(target=find, args=([0.1, 0.2],)).start()
