from multiprocessing import Process

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

exporter = OTLPSpanExporter(endpoint="collector:4317", insecure=True)  # expect: GFF104 error fix=unsafe, GFF105 error fix=unsafe
provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(exporter))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer(__name__)


def pack():
    with tracer.start_as_current_span("pack"):
        print("packed")


if __name__ == "__main__":
    Process(target=pack).start()
