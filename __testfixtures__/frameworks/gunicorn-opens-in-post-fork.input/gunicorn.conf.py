from shop import stock

preload_app = True
wsgi_app = "shop.web:app"


def post_fork(server, worker):
    stock.connect()
