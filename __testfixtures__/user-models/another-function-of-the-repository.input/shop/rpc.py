from acme import registry


def connect(service):
    return registry.lookup(service).open()
