# options: --target-python 3.14
import os

import grpc
from airflow import DAG
from airflow.operators.python import PythonOperator

import shop_pb2_grpc


class _PerProcess:
    """Makes its object in each process: gRPC objects must not cross a fork."""

    def __init__(self, make, *args, **kwargs):
        self._make, self._args, self._kwargs = make, args, kwargs
        self._by_pid = {}

    def _get(self):
        pid = os.getpid()
        if pid not in self._by_pid:
            self._by_pid[pid] = self._make(*self._args, **self._kwargs)
        return self._by_pid[pid]

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._get(), name)


stock = _PerProcess(
    shop_pb2_grpc.StockStub, _PerProcess(grpc.insecure_channel, "stock:50051")
)  # expect: GFF101 warning fork=15 fix=safe, GFF401 warning fork=15 fix=safe


def count(sku):
    print(stock.Count(sku))


with DAG("stock") as dag:
    PythonOperator(task_id="count", python_callable=count, op_args=["tea"])
