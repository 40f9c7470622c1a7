import os

from celery import Celery

app = Celery("shop", include=["shop.tasks"])
app.conf.broker_url = "filesystem://"
app.conf.broker_transport_options = {
    "data_folder_in": os.environ["QUEUE"],
    "data_folder_out": os.environ["QUEUE"],
    "polling_interval": 0.05,
}
app.conf.result_backend = "file://" + os.environ["RESULTS"]
