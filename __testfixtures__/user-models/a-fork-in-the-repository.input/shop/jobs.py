from acme import native


def detach(name, work):
    native.detach(name, work.__module__, work.__name__)
