from concurrent.futures import ProcessPoolExecutor

from google.cloud import spanner

client = spanner.Client()  # expect: GFF105 error fix=unsafe, GFF304 error fix=unsafe
database = client.instance("shop").database("stock")


def count(item):
    with database.snapshot() as snapshot:
        return list(snapshot.execute_sql("SELECT 1"))


if __name__ == "__main__":
    print(count("tea"))
    with ProcessPoolExecutor() as executor:
        print(list(executor.map(count, ["tea", "milk"])))
