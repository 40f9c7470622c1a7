import os
from multiprocessing import Process

import google.cloud.speech_v1p1beta1 as speech
from dapr.clients import DaprClient
from google.cloud.kms import KeyManagementServiceClient

_recognizer_by_pid = {}


def get_recognizer():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _recognizer_by_pid:
        _recognizer_by_pid[pid] = speech.SpeechClient()  # expect: GFF105 warning fix=safe
    return _recognizer_by_pid[pid]


_keys_by_pid = {}


def get_keys():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _keys_by_pid:
        _keys_by_pid[pid] = KeyManagementServiceClient()  # expect: GFF105 warning fix=safe
    return _keys_by_pid[pid]


_sidecar_by_pid = {}


def get_sidecar():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _sidecar_by_pid:
        _sidecar_by_pid[pid] = DaprClient()  # expect: GFF105 warning fix=safe
    return _sidecar_by_pid[pid]


def pack(order):
    get_recognizer().recognize(config={}, audio={})
    get_keys().encrypt(name="orders", plaintext=order)
    get_sidecar().publish_event("shop", "packed", data=order)


if __name__ == "__main__":
    Process(target=pack, args=(b"1",)).start()
