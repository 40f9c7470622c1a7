from multiprocessing import Process


def recount():
    print("one, two, three")


if __name__ == "__main__":
    Process(target=recount).start()
