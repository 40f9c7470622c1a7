from multiprocessing import Process

from google.cloud import secretmanager


class Secrets(secretmanager.SecretManagerServiceClient):
    def read(self, name):
        return self.access_secret_version(name=name).payload.data


secrets = Secrets()  # expect: GFF105 warning fix=safe


def show(name):
    print(len(secrets.read(name)))


if __name__ == "__main__":
    Process(target=show, args=("prices",)).start()
