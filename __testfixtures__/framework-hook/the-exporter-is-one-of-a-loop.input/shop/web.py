from flask import Flask
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Flask(__name__)
provider = TracerProvider()
for endpoint in ["collector:4317", "backup:4317"]:
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint)))  # expect: GFF104 error fork=gunicorn.conf.py:2 fix=unsupported-shape, GFF105 error fork=gunicorn.conf.py:2 fix=unsupported-shape, GFF401 error fork=gunicorn.conf.py:2 fix=unsupported-shape
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@app.route("/count")
def count():
    with tracer.start_as_current_span("count"):
        return "1"
