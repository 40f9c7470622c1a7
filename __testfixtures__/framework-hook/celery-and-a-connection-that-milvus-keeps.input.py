# options: --unsafe-fixes
from celery import Celery
from pymilvus import Collection, connections

app = Celery("shop")
connections.connect(host="milvus")  # expect: GFF105 error fork=5 fix=unsafe, GFF304 error fork=5 fix=unsafe, GFF401 error fork=5 fix=unsafe


@app.task
def count():
    return Collection("goods").num_entities
