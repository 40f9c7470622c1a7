from multiprocessing import Process


def pack(orders):
    print("packing", orders)


if __name__ == "__main__":
    Process(target=pack, args=([7, 8],)).start()
