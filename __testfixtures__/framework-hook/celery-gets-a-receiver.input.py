# options: --unsafe-fixes
from celery import Celery
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

app = Celery("shop")
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # expect: GFF104 error fork=8 fix=unsafe, GFF105 error fork=8 fix=unsafe, GFF401 error fork=8 fix=unsafe
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@app.task
def count(sku):
    with tracer.start_as_current_span("count"):
        return 1
