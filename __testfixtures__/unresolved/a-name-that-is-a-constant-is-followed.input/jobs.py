def pack():
    print("packing")
