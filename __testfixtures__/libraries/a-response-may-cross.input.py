from multiprocessing import Process

from google.cloud import secretmanager

client = secretmanager.SecretManagerServiceClient()
password = client.access_secret_version(name="db").payload.data


def pack(secret):
    print(len(secret), len(password))


if __name__ == "__main__":
    Process(target=pack, args=(password,)).start()
