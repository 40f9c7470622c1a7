import os
from multiprocessing import Process

from google.cloud import vision_v1 as vision

_annotator_by_pid = {}


def get_annotator():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _annotator_by_pid:
        _annotator_by_pid[pid] = vision.ImageAnnotatorClient.from_service_account_json(
            "key.json"
        )  # expect: GFF105 warning fork=13 fix=safe
    return _annotator_by_pid[pid]


def label(path):
    print(get_annotator().label_detection(image={"source": {"image_uri": path}}))


if __name__ == "__main__":
    Process(target=label, args=("gs://shop/tea.jpg",)).start()
