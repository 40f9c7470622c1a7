"""Growth, revenue, profit, cost."""


def insecure_channel(name):
    return {"channel": name}
