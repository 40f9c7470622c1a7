workers = 4
preload_app = True


def post_fork(server, worker):
    if worker.age > 4:
        return
    worker.log.info("forked %s", worker.pid)
