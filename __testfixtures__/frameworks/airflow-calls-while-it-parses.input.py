import grpc
from airflow import DAG
from airflow.models import BaseOperator

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF101 error fork=19 fix=safe, GFF401 error fork=19 fix=safe


class CountOperator(BaseOperator):
    def __init__(self, sku, **kwargs):
        super().__init__(**kwargs)
        self.sku = sku

    def execute(self, context):
        return stock.Count(self.sku)


with DAG("stock") as dag:
    for sku in stock.List("all"):
        CountOperator(sku, task_id=f"count_{sku}")
