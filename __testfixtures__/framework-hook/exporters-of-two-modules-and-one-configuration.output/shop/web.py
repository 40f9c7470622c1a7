from flask import Flask
from opentelemetry import metrics, trace

from shop import figures, spans

app = Flask(__name__)
meter = metrics.get_meter(__name__)
tracer = trace.get_tracer(__name__)
asked = meter.create_counter("asked")


@app.route("/count")
def count():
    meter.create_counter("asked").add(1)
    with tracer.start_as_current_span("count"):
        return "1"
