import type { LibraryModel } from "../model";

/** The exporter opens a channel in its constructor; a batch processor sends from a thread of its own, and of the two only the thread is renewed in a child. */
export const otlpGrpcTraces = {
  kind: "library",
  library: "opentelemetry-exporter-otlp-proto-grpc",
  summary:
    "The exporter opens a channel in its constructor; a batch processor sends from a thread of its own, and of the two only the thread is renewed in a child.",
  source:
    "https://github.com/open-telemetry/opentelemetry-python/blob/main/exporter/opentelemetry-exporter-otlp-proto-grpc/src/opentelemetry/exporter/otlp/proto/grpc/exporter.py",
  names: [
    "opentelemetry.exporter.otlp.proto.grpc.trace_exporter.OTLPSpanExporter",
    "opentelemetry.exporter.otlp.proto.grpc.exporter.OTLPExporterMixin",
  ],
  opens: "eager",
  aio: false,
  closes: ["shutdown"],
  background: [
    "opentelemetry.sdk.trace.export.BatchSpanProcessor",
    "opentelemetry.sdk._logs.export.BatchLogRecordProcessor",
    "opentelemetry.sdk.metrics.export.PeriodicExportingMetricReader",
  ],
  ambient: ["opentelemetry.trace.get_tracer().*", "opentelemetry.trace.get_tracer_provider().get_tracer().*"],
  examples: {
    yes: [
      `import multiprocessing
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

exporter = OTLPSpanExporter()
def work():
    exporter.export([])
multiprocessing.Process(target=work).start()
`,
      `import multiprocessing
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

provider = TracerProvider()
provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
trace.set_tracer_provider(provider)
tracer = trace.get_tracer('shop')
def work():
    with tracer.start_as_current_span('count'):
        print(1)
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter

def work():
    exporter = OTLPSpanExporter()
    exporter.export([])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
