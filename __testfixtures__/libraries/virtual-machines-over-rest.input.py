from multiprocessing import Process

from google.cloud import compute_v1

instances = compute_v1.InstancesClient()


def stop(name):
    instances.stop(project="shop", zone="z", instance=name)


if __name__ == "__main__":
    Process(target=stop, args=("till-1",)).start()
