from flask import Flask
from opentelemetry import metrics
from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader

app = Flask(__name__)
reader = PeriodicExportingMetricReader(OTLPMetricExporter())  # expect: GFF104 error fork=gunicorn.conf.py:2 fix=captured-value, GFF105 error fork=gunicorn.conf.py:2 fix=captured-value, GFF401 error fork=gunicorn.conf.py:2 fix=captured-value
provider = MeterProvider(metric_readers=[reader])
metrics.set_meter_provider(provider)
meter = metrics.get_meter(__name__)
asked = meter.create_counter("asked")


@app.route("/count")
def count():
    asked.add(1)
    return "1"
