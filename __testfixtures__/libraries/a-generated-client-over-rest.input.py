from multiprocessing import Process

from google.cloud import secretmanager

client = secretmanager.SecretManagerServiceClient(transport="rest")


def read():
    print(client.access_secret_version(name="prices"))


if __name__ == "__main__":
    Process(target=read).start()
