from celery import Celery
from celery.signals import worker_process_init
from pymilvus import Collection, connections

app = Celery("shop")


@worker_process_init.connect(weak=False)
def connect(**kwargs):
    connections.connect(host="milvus")


@app.task
def count():
    return Collection("goods").query("stock > 0")
