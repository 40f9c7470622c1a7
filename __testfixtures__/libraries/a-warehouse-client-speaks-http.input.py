from multiprocessing import Pool

from google.cloud import bigquery, storage

warehouse = bigquery.Client()
invoices = storage.Client().bucket("invoices")


def report(day):
    rows = warehouse.query(f"SELECT total FROM shop.orders WHERE day = '{day}'").result()
    invoices.blob(f"{day}.csv").upload_from_string(str(list(rows)))


if __name__ == "__main__":
    with Pool(2) as pool:
        pool.map(report, ["2024-01-01", "2024-01-02"])
