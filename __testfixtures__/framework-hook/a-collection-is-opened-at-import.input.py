from celery import Celery
from pymilvus import Collection, connections

app = Celery("shop")
connections.connect(host="milvus")  # expect: GFF105 error fork=4 fix=captured-value, GFF304 error fork=4, GFF401 error fork=4 fix=captured-value
goods = Collection("goods")


@app.task
def count():
    return goods.query("stock > 0")
