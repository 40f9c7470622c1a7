from flask import Flask
from opentelemetry import metrics
from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader

app = Flask(__name__)
reader = PeriodicExportingMetricReader(OTLPMetricExporter())  # expect: GFF104 error fork=gunicorn.conf.py:2 fix=captured-value, GFF105 error fork=gunicorn.conf.py:2 fix=captured-value, GFF401 error fork=gunicorn.conf.py:2 fix=captured-value
provider = MeterProvider(metric_readers=[reader])
metrics.set_meter_provider(provider)
asked = provider.get_meter(__name__).create_counter("asked")
meter = metrics.get_meter(__name__)


@app.route("/sold")
def sold():
    meter.create_counter("sold").add(1)
    return "1"



@app.route("/count")
def count():
    asked.add(1)
    return "1"
