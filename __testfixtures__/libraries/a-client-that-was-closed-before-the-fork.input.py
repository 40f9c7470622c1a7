from multiprocessing import Process

from google.cloud import secretmanager


def password():
    with secretmanager.SecretManagerServiceClient() as client:
        return client.access_secret_version(name="db").payload.data


def pack(secret):
    print(len(secret))


if __name__ == "__main__":
    Process(target=pack, args=(password(),)).start()
