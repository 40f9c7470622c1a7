from celery import Celery, signals
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Celery("shop")
provider = TracerProvider()
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@signals.worker_process_init.connect
def export(**kwargs):
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))


@app.task
def count(sku):
    with tracer.start_as_current_span("count"):
        return 1
