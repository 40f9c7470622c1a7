def post_fork(server, worker):
    worker.log.info("forked %s", worker.pid)
