# options: --unsafe-fixes
workers = 4
preload_app = True


def post_fork(server, worker):
    # gRPC objects must not cross a fork: each worker makes its own.
    from shop.web import set_up_exporters

    set_up_exporters()
