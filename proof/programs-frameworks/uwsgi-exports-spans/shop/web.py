"""Sends a span for every page; uWSGI loads the page, and the exporter with it, in its master."""
# deployed: Procfile
# needs: pyuwsgi flask opentelemetry
# processes: 2
# fork: Procfile:1
# parent: busy
# fix: safe
# before: fork0 >= 1.71
# fails: hang errors crash
# after: unset >= 1.71, fork0 >= 1.71
import os

import grpc
from flask import Flask, request
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Flask(__name__)
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=os.environ["SHOP"], insecure=True)))  # expect: GFF104 GFF105 GFF401
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@app.route("/level")
def level():
    with tracer.start_as_current_span("level") as span:
        trace_id = span.get_span_context().trace_id.to_bytes(16, "big")
    provider.force_flush()
    with grpc.insecure_channel(os.environ["SHOP"]) as channel:
        if channel.unary_unary("/shop.Collector/Has")(trace_id) != b"yes":
            raise RuntimeError("the span has not arrived")
    return {"sku": request.args["sku"], "pid": os.getpid()}
