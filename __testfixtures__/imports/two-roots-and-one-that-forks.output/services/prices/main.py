import shop_pb2
from clients import stub

print(stub.List(shop_pb2.Empty()))
