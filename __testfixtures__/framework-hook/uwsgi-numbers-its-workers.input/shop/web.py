from flask import Flask
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Flask(__name__)
provider = TracerProvider()
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


def export():
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))


try:
    import uwsgi
    import uwsgidecorators
except ImportError:
    uwsgi = None

if uwsgi and uwsgi.worker_id() == 0:
    uwsgidecorators.postfork(export)
else:
    export()


@app.route("/count")
def count():
    with tracer.start_as_current_span("count"):
        return "1"
