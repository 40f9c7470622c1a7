# options: --unsafe-fixes
workers = 4
preload_app = True


def post_fork(server, worker):
    """Says which worker it is."""
    worker.log.info("forked %s", worker.pid)  # for the operators


def worker_exit(server, worker):
    worker.log.info("gone")
