from multiprocessing import Process

from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter

exporter = OTLPLogExporter()  # expect: GFF105 warning fix=safe


def send(entries):
    exporter.export(entries)


if __name__ == "__main__":
    Process(target=send, args=([],)).start()
