from flask import Flask
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

tracer = trace.get_tracer(__name__)


def create_app():
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # expect: GFF104 error fork=gunicorn.conf.py:2 fix=captured-value, GFF105 error fork=gunicorn.conf.py:2 fix=captured-value, GFF401 error fork=gunicorn.conf.py:2 fix=captured-value
    trace.set_tracer_provider(provider)
    return Flask(__name__)


app = create_app()


@app.route("/count")
def count():
    with tracer.start_as_current_span("count"):
        return "1"
