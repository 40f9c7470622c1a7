from flask import Flask
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Flask(__name__)
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # expect: GFF104 error fork=web/deploy/gunicorn.py:3 fix=unsafe, GFF105 error fork=web/deploy/gunicorn.py:3 fix=unsafe, GFF401 error fork=web/deploy/gunicorn.py:3 fix=unsafe
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@app.route("/count")
def count():
    with tracer.start_as_current_span("count"):
        return "1"
