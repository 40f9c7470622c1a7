import os

import grpc
from airflow import DAG
from airflow.models import BaseOperator

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
    shop_pb2_grpc.StockStub,
    _PerProcess(
        grpc.insecure_channel,
        "stock:50051",
        options=[("grpc.use_local_subchannel_pool", 1)],
    ),
)  # expect: GFF101 error fork=19 fix=safe, GFF401 error fork=19 fix=safe


class CountOperator(BaseOperator):
    def __init__(self, sku, **kwargs):
        super().__init__(**kwargs)
        self.sku = sku

    def execute(self, context):
        return stock.Count(self.sku)


with DAG("stock") as dag:
    for sku in stock.List("all"):
        CountOperator(sku, task_id=f"count_{sku}")
