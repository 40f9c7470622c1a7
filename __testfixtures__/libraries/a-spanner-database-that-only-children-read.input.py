from concurrent.futures import ProcessPoolExecutor

from google.cloud import spanner

database = spanner.Client().instance("shop").database("stock")


def count(item):
    with database.snapshot() as snapshot:
        return list(snapshot.execute_sql("SELECT 1"))


if __name__ == "__main__":
    with ProcessPoolExecutor() as executor:
        print(list(executor.map(count, ["tea", "milk"])))
