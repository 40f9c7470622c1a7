import grpc
import torch.multiprocessing as mp

import shop_pb2
from shop_pb2_grpc import ForecastStub

forecast = ForecastStub(grpc.insecure_channel("forecast:50053"))


def train(rank):
    forecast.Train(shop_pb2.TrainRequest(rank=rank))


if __name__ == "__main__":
    mp.set_start_method("spawn")
    mp.Process(target=train, args=(0,)).start()
