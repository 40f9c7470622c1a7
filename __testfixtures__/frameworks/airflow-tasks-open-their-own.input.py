import grpc
from airflow import DAG
from airflow.operators.python import PythonOperator

import shop_pb2_grpc


def count(sku):
    with grpc.insecure_channel("stock:50051") as channel:
        print(shop_pb2_grpc.StockStub(channel).Count(sku))


with DAG("stock") as dag:
    PythonOperator(task_id="count", python_callable=count, op_args=["tea"])
