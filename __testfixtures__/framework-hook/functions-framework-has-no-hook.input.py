import functions_framework
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))  # expect: GFF104 error fork=13 fix=no-hook, GFF105 error fork=13 fix=no-hook, GFF401 error fork=13 fix=no-hook
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


@functions_framework.http
def count(request):
    with tracer.start_as_current_span("count"):
        return "1"
