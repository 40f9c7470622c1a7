# options: --unsafe-fixes
from celery import Celery
from celery.signals import worker_process_init
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Celery("shop")
provider = TracerProvider()
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@worker_process_init.connect
def announce(**kwargs):
    print("ready")
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # expect: GFF104 error fork=9 fix=unsafe, GFF105 error fork=9 fix=unsafe, GFF401 error fork=9 fix=unsafe


@app.task
def count(sku):
    with tracer.start_as_current_span("count"):
        return 1
