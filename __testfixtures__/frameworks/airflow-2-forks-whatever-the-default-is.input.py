# options: --target-python 3.14
import grpc
from airflow import DAG
from airflow.operators.python import PythonOperator

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))  # expect: GFF101 warning fork=15 fix=safe, GFF401 warning fork=15 fix=safe


def count(sku):
    print(stock.Count(sku))


with DAG("stock") as dag:
    PythonOperator(task_id="count", python_callable=count, op_args=["tea"])
