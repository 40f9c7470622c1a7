from multiprocessing import Process

import ray

ray.init()


def count(item):
    print(item)


if __name__ == "__main__":
    print(ray.get(ray.put(1)))
    Process(target=count, args=("tea",)).start()
