from multiprocessing import Process

from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

exporter = OTLPSpanExporter(insecure=True)


def pack():
    print("packed")


if __name__ == "__main__":
    Process(target=pack).start()
    exporter.export([])
