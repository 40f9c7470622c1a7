from multiprocessing import Process

from google.cloud import vision_v1 as vision

annotator = vision.ImageAnnotatorClient.from_service_account_json("key.json")  # expect: GFF105 warning fork=13 fix=safe


def label(path):
    print(annotator.label_detection(image={"source": {"image_uri": path}}))


if __name__ == "__main__":
    Process(target=label, args=("gs://shop/tea.jpg",)).start()
