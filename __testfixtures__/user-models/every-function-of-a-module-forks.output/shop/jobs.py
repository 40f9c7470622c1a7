from shop_runtime import launch


def run_in_child(target):
    launch(target)


def run_all(target):
    launch(target)


def repeat(target):
    target()
