import type { LibraryModel } from "../model";

/** The exporter opens a channel in its constructor; a batch processor sends from a thread of its own. */
export const otlpGrpcLogs = {
  kind: "library",
  library: "opentelemetry-exporter-otlp-proto-grpc",
  summary: "The exporter opens a channel in its constructor; a batch processor sends from a thread of its own.",
  source:
    "https://github.com/open-telemetry/opentelemetry-python/blob/main/exporter/opentelemetry-exporter-otlp-proto-grpc/src/opentelemetry/exporter/otlp/proto/grpc/exporter.py",
  names: ["opentelemetry.exporter.otlp.proto.grpc._log_exporter.OTLPLogExporter"],
  opens: "eager",
  aio: false,
  closes: ["shutdown"],
  background: [
    "opentelemetry.sdk.trace.export.BatchSpanProcessor",
    "opentelemetry.sdk._logs.export.BatchLogRecordProcessor",
    "opentelemetry.sdk.metrics.export.PeriodicExportingMetricReader",
  ],
  examples: {
    yes: [
      `import multiprocessing
from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter

exporter = OTLPLogExporter()
def work():
    exporter.export([])
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter

def work():
    exporter = OTLPLogExporter()
    exporter.export([])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
