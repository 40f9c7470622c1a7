import os

bind = "127.0.0.1:" + os.environ["PORT"]
workers = 2


def post_fork(server, worker):
    server.log.info("worker %s", worker.pid)
