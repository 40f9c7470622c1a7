import grpc
from airflow.decorators import dag, task

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))


@dag(schedule="@daily")
def inventory():
    @task.virtualenv(requirements=["grpcio"])
    def count(sku):
        return stock.Count(sku)

    count("tea")


inventory()
