import acme


def watch(channel):
    acme.observe(channel)
