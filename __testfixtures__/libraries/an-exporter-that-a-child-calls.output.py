import os
from multiprocessing import Process

from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter

_exporter_by_pid = {}


def get_exporter():
    # One in each process: gRPC objects must not cross a fork.
    pid = os.getpid()
    if pid not in _exporter_by_pid:
        _exporter_by_pid[pid] = OTLPLogExporter()  # expect: GFF105 warning fix=safe
    return _exporter_by_pid[pid]


def send(entries):
    get_exporter().export(entries)


if __name__ == "__main__":
    Process(target=send, args=([],)).start()
