# options: --unsafe-fixes
from celery import Celery
from celery.signals import worker_process_init
from pymilvus import Collection, connections

app = Celery("shop")


@worker_process_init.connect(weak=False)
def set_up_clients(**kwargs):
    # Once in each worker: gRPC objects must not cross a fork.
    connections.connect(host="milvus")  # expect: GFF105 error fork=5 fix=unsafe, GFF304 error fork=5 fix=unsafe, GFF401 error fork=5 fix=unsafe


@app.task
def count():
    return Collection("goods").num_entities
