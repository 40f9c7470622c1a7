workers = 4
preload_app = True


def post_worker_init(worker):
    from shop.web import export

    export()
