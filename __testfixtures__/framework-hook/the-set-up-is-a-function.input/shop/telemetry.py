from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def set_up(service):
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # expect: GFF104 error fork=gunicorn.conf.py:3 fix=unsafe, GFF105 error fork=gunicorn.conf.py:3 fix=unsafe, GFF401 error fork=gunicorn.conf.py:3 fix=unsafe
    trace.set_tracer_provider(provider)
