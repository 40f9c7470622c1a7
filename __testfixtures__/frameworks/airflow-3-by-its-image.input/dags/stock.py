import grpc
from airflow import DAG
from airflow.operators.python import PythonOperator

import shop_pb2_grpc

stock = shop_pb2_grpc.StockStub(grpc.insecure_channel("stock:50051"))


def count(sku):
    print(stock.Count(sku))


with DAG("stock") as dag:
    PythonOperator(task_id="count", python_callable=count, op_args=["tea"])
