from multiprocessing import Process

from google.cloud import vision
from google.oauth2 import service_account

credentials = service_account.Credentials.from_service_account_file("key.json")


def label(path):
    client = vision.ImageAnnotatorClient(credentials=credentials)
    print(client.label_detection(image={"source": {"image_uri": path}}))


if __name__ == "__main__":
    Process(target=label, args=("gs://shop/tea.jpg",)).start()
