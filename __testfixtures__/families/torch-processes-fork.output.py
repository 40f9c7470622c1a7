import os

import grpc
import torch.multiprocessing as mp

import shop_pb2
from shop_pb2_grpc import ForecastStub

_forecast_by_pid = {}


def get_forecast():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _forecast_by_pid:
        _forecast_by_pid[pid] = ForecastStub(grpc.insecure_channel("forecast:50053"))  # expect: GFF101 fork=15
    return _forecast_by_pid[pid]


def train(rank):
    get_forecast().Train(shop_pb2.TrainRequest(rank=rank))


if __name__ == "__main__":
    mp.Process(target=train, args=(0,)).start()
