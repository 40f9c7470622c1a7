def describe():
    return "no connection at all"
