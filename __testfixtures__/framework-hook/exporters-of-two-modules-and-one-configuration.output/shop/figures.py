from opentelemetry import metrics
from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader


def set_up_exporters():
    # Once in each worker: gRPC objects must not cross a fork.
    reader = PeriodicExportingMetricReader(OTLPMetricExporter())  # expect: GFF104 error fork=gunicorn.conf.py:3 fix=unsafe, GFF105 error fork=gunicorn.conf.py:3 fix=unsafe, GFF401 error fork=gunicorn.conf.py:3 fix=unsafe
    metrics.set_meter_provider(MeterProvider(metric_readers=[reader]))
