from multiprocessing import Process

import google.cloud.speech_v1p1beta1 as speech
from dapr.clients import DaprClient
from google.cloud.kms import KeyManagementServiceClient

recognizer = speech.SpeechClient()  # expect: GFF105 warning fix=safe
keys = KeyManagementServiceClient()  # expect: GFF105 warning fix=safe
sidecar = DaprClient()  # expect: GFF105 warning fix=safe


def pack(order):
    recognizer.recognize(config={}, audio={})
    keys.encrypt(name="orders", plaintext=order)
    sidecar.publish_event("shop", "packed", data=order)


if __name__ == "__main__":
    Process(target=pack, args=(b"1",)).start()
