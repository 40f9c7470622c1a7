from multiprocessing import Pool

from google.cloud import storage

client = storage.Client()


def upload(path):
    client.bucket("shop-invoices").blob(path).upload_from_filename(path)


if __name__ == "__main__":
    with Pool(2) as pool:
        pool.map(upload, ["1.pdf", "2.pdf"])
