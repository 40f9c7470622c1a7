from multiprocessing import Process

import weaviate

client = weaviate.connect_to_local(host="search")  # expect: GFF105 error fix=verification-failed, GFF304 error fix=unsafe
items = client.collections


def find(text):
    print(client.collections.get("Item").query.bm25(text))


if __name__ == "__main__":
    Process(target=find, args=("tea",)).start()
