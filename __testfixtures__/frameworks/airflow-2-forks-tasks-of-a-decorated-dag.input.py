import grpc
from airflow.decorators import dag, task

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF101 warning fork=9 fix=safe, GFF401 warning fork=9 fix=safe


@dag(schedule="@daily")
def inventory():
    @task
    def count(sku):
        return stock.Count(sku)

    count("tea")


inventory()
