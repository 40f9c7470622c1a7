from multiprocessing import Process

import tritonclient.http as triton

client = triton.InferenceServerClient(url="models:8000")


def predict(item):
    print(client.infer("prices", [item]))


if __name__ == "__main__":
    Process(target=predict, args=("tea",)).start()
