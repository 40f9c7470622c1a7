workers = 4
preload_app = True


def post_fork(server, worker): worker.log.info("forked")
