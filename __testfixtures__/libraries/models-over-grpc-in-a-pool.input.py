from multiprocessing import Pool

import tritonclient.grpc as grpcclient

triton = grpcclient.InferenceServerClient(url="models:8001")  # expect: GFF105 warning fix=safe


def predict(item):
    return triton.infer("prices", [item])


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(predict, ["tea", "milk"]))
