import os
from multiprocessing import Pool

from google.cloud import language_v1

_clients = {}


def client():
    if os.getpid() not in _clients:
        _clients[os.getpid()] = language_v1.LanguageServiceClient()
    return _clients[os.getpid()]


def judge(review):
    return client().analyze_sentiment(document={"content": review})


if __name__ == "__main__":
    print(judge("fine tea"))
