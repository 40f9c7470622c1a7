"""Sends a span for every page; a function sets the exporter up as gunicorn loads the page."""
# deployed: Procfile
# needs: gunicorn flask opentelemetry
# processes: 2
# fork: Procfile:1
# parent: busy
# fix: unsafe
# before: fork0 >= 1.71
# fails: hang errors crash
# after: unset >= 1.71, fork0 >= 1.71
import os

import grpc
from flask import Flask, request
from opentelemetry import trace

from shop import telemetry

app = Flask(__name__)
telemetry.set_up()
tracer = trace.get_tracer(__name__)


@app.route("/level")
def level():
    with tracer.start_as_current_span("level") as span:
        trace_id = span.get_span_context().trace_id.to_bytes(16, "big")
    telemetry.provider.force_flush()
    with grpc.insecure_channel(os.environ["SHOP"]) as channel:
        if channel.unary_unary("/shop.Collector/Has")(trace_id) != b"yes":
            raise RuntimeError("the span has not arrived")
    return {"sku": request.args["sku"], "pid": os.getpid()}
