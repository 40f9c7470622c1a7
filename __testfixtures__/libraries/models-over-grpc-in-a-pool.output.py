import os
from multiprocessing import Pool

import tritonclient.grpc as grpcclient

_triton_by_pid = {}


def get_triton():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _triton_by_pid:
        _triton_by_pid[pid] = grpcclient.InferenceServerClient(url="models:8001")  # expect: GFF105 warning fix=safe
    return _triton_by_pid[pid]


def predict(item):
    return get_triton().infer("prices", [item])


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(predict, ["tea", "milk"]))
