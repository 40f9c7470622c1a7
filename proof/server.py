"""The shop: the peer of the programs. It is started by the harness, never by a program under proof.

usage: server.py PORT_FILE [CERTIFICATE KEY]

Writes "<port> <tls port or 0>" to PORT_FILE when it serves, and ends when its parent does.
"""
import os
import sys
import time
from concurrent import futures

import grpc
import shop_pb2
import shop_pb2_grpc


class Stock(shop_pb2_grpc.StockServicer):
    def Level(self, request, context):
        return shop_pb2.Count(sku=request.sku, amount=len(request.sku))

    def Watch(self, request, context):
        for amount in range(3):
            yield shop_pb2.Count(sku=request.sku, amount=amount)
        # Whoever watches everything does so until it cancels.
        while request.sku == "everything" and context.is_active():
            time.sleep(0.02)


class Prices(shop_pb2_grpc.PricesServicer):
    def Quote(self, request, context):
        return shop_pb2.Price(sku=request.sku, cents=100 * len(request.sku))


class Orders(shop_pb2_grpc.OrdersServicer):
    def Place(self, request, context):
        return shop_pb2.Receipt(sku=request.sku, total=request.quantity)


class Collector:
    """Takes what OpenTelemetry exports, and says whether a trace has come. It only compares bytes, and needs none of their messages."""

    def __init__(self):
        self.exported = []

    def export(self, request, context):
        self.exported.append(request)
        return b""

    def has(self, trace, context):
        return b"yes" if any(trace in request for request in self.exported) else b"no"

    def handlers(self):
        export, has = (grpc.unary_unary_rpc_method_handler(method) for method in (self.export, self.has))
        return [
            grpc.method_handlers_generic_handler(
                "opentelemetry.proto.collector.trace.v1.TraceService", {"Export": export}
            ),
            grpc.method_handlers_generic_handler("shop.Collector", {"Has": has}),
        ]


def secure_port(server, certificate, key):
    with open(key, "rb") as k, open(certificate, "rb") as c:
        credentials = grpc.ssl_server_credentials([(k.read(), c.read())])
    return server.add_secure_port("127.0.0.1:0", credentials)


def main(port_file, *tls):
    # As many programs as run at once may each keep some streams open.
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=256), options=[("grpc.so_reuseport", 0)])
    shop_pb2_grpc.add_StockServicer_to_server(Stock(), server)
    shop_pb2_grpc.add_PricesServicer_to_server(Prices(), server)
    shop_pb2_grpc.add_OrdersServicer_to_server(Orders(), server)
    server.add_generic_rpc_handlers(Collector().handlers())
    port = server.add_insecure_port("127.0.0.1:0")
    tls_port = secure_port(server, *tls) if tls else 0
    server.start()
    with open(port_file + ".new", "w") as f:
        f.write("%d %d" % (port, tls_port))
    os.replace(port_file + ".new", port_file)
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.5)
    server.stop(None)


if __name__ == "__main__":
    main(*sys.argv[1:])
