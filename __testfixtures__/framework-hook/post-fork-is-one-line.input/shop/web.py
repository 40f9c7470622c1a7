from flask import Flask
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Flask(__name__)
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # expect: GFF104 error fork=gunicorn.conf.py:2 fix=no-hook, GFF105 error fork=gunicorn.conf.py:2 fix=no-hook, GFF401 error fork=gunicorn.conf.py:2 fix=no-hook
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@app.route("/count")
def count():
    with tracer.start_as_current_span("count"):
        return "1"
