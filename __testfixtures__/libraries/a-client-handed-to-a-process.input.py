from multiprocessing import Process

from google.cloud import tasks_v2


def enqueue(client, order):
    client.create_task(parent="queue", task={"http_request": {"url": order}})


if __name__ == "__main__":
    tasks = tasks_v2.CloudTasksClient()  # expect: GFF105 warning fork=12 fix=safe
    Process(target=enqueue, args=(tasks, "https://shop/1")).start()
