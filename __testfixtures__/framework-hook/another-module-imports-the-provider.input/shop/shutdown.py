from shop.web import provider


def stop():
    provider.shutdown()
