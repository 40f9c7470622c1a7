import os

from flask import Flask
from opentelemetry import metrics, trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader

app = Flask(__name__)
endpoint = os.environ["COLLECTOR"]
provider = TracerProvider()
trace.set_tracer_provider(provider)
tracer = provider.get_tracer(__name__)


def set_up_exporters():
    # Once in each worker: gRPC objects must not cross a fork.
    exporter = OTLPSpanExporter(endpoint=endpoint)  # expect: GFF104 error fork=gunicorn.conf.py:3 fix=unsafe, GFF105 error fork=gunicorn.conf.py:3 fix=unsafe, GFF401 error fork=gunicorn.conf.py:3 fix=unsafe
    processor = BatchSpanProcessor(exporter)
    provider.add_span_processor(processor)
    # Every minute.
    reader = PeriodicExportingMetricReader(OTLPMetricExporter(endpoint=endpoint))  # expect: GFF104 error fork=gunicorn.conf.py:3 fix=unsafe, GFF105 error fork=gunicorn.conf.py:3 fix=unsafe, GFF401 error fork=gunicorn.conf.py:3 fix=unsafe
    metrics.set_meter_provider(MeterProvider(metric_readers=[reader]))


meter = metrics.get_meter(__name__)
asked = meter.create_counter("asked")


@app.route("/count")
def count():
    asked.add(1)
    with trace.get_tracer(__name__).start_as_current_span("count"):
        return "1"
