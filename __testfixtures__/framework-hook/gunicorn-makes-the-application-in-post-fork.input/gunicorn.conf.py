workers = 4
preload_app = True


def post_fork(server, worker):
    from shop import web

    web.set_up()
