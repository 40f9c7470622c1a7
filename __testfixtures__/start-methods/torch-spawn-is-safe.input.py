import grpc
import torch.multiprocessing as mp

import shop_pb2
from shop_pb2_grpc import ForecastStub

forecast = ForecastStub(grpc.insecure_channel("forecast:50053"))


def train(rank, epochs):
    forecast.Train(shop_pb2.TrainRequest(rank=rank, epochs=epochs))


if __name__ == "__main__":
    mp.spawn(train, args=(3,), nprocs=2)
