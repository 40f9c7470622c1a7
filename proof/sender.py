"""Sends tasks to a Celery worker under proof; it is started by the harness and lives as long as its standard input.

usage: sender.py FOLDER

The queue and the results are in FOLDER. Reads lists of items, one JSON value on a line each, sends a task for each item
at once, and when all are done writes

    {"answers": [{"asked": "tea", "sku": "tea", "pid": 17}, ...], "errors": ["ValueError"]}
"""
import json
import sys

from celery import Celery

QUEUE, RESULTS = sys.argv[1] + "/queue", sys.argv[1] + "/results"

app = Celery("customer", broker="filesystem://", backend="file://" + RESULTS)
app.conf.broker_transport_options = {"data_folder_in": QUEUE, "data_folder_out": QUEUE}


def ask(skus):
    sent = [(sku, app.send_task("shop.tasks.level", [sku])) for sku in skus]
    answers, errors = [], []
    for sku, result in sent:
        try:
            answers.append(dict(result.get(interval=0.02), asked=sku))
        except Exception as error:
            errors.append(type(error).__name__)
    return {"answers": answers, "errors": errors}


for line in sys.stdin:
    print(json.dumps(ask(json.loads(line))), flush=True)
