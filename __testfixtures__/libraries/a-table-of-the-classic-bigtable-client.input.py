from multiprocessing import Process

from google.cloud import bigtable

table = bigtable.Client(project="shop").instance("main").table("orders")  # expect: GFF105 error fix=unsafe, GFF304 error fix=unsafe


def read(key):
    print(table.read_row(key))


if __name__ == "__main__":
    read(b"0")
    Process(target=read, args=(b"1",)).start()
