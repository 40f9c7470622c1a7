import shop.clients as clients
from shop import shop_pb2


def find(words):
    return [clients.get_stub().Find(shop_pb2.Query(word=word)) for word in words]
