from flask import Flask
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Flask(__name__)
provider = TracerProvider()


def set_up_exporters():
    # Once in each worker: gRPC objects must not cross a fork.
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # expect: GFF104 error fork=Procfile:1 fix=safe, GFF105 error fork=Procfile:1 fix=safe, GFF401 error fork=Procfile:1 fix=safe


try:
    import uwsgi
    from uwsgidecorators import postfork
except Exception:  # Not under uWSGI, or under one without a master.
    set_up_exporters()
else:
    if uwsgi.worker_id() == 0:  # The master, which forks the workers.
        postfork(set_up_exporters)
    else:
        set_up_exporters()

trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@app.route("/count")
def count():
    with tracer.start_as_current_span("count"):
        return "1"
