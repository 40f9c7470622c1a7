from flask import Flask
from opentelemetry import trace

from shop import telemetry

app = Flask(__name__)


def set_up_exporters():
    # Once in each worker: gRPC objects must not cross a fork.
    # Before the first request.
    telemetry.set_up("web")


tracer = trace.get_tracer(__name__)


@app.route("/count")
def count():
    with tracer.start_as_current_span("count"):
        return "1"
