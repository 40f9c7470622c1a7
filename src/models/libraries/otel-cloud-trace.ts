import type { LibraryModel } from "../model";

/** The exporter makes a generated client of Cloud Trace in its constructor. */
export const otelCloudTrace = {
  kind: "library",
  library: "opentelemetry-exporter-gcp-trace",
  summary: "The exporter makes a generated client of Cloud Trace in its constructor.",
  source:
    "https://github.com/GoogleCloudPlatform/opentelemetry-operations-python/blob/main/opentelemetry-exporter-gcp-trace/src/opentelemetry/exporter/cloud_trace/__init__.py",
  names: ["opentelemetry.exporter.cloud_trace.CloudTraceSpanExporter"],
  opens: "eager",
  aio: false,
  background: [
    "opentelemetry.sdk.trace.export.BatchSpanProcessor",
    "opentelemetry.sdk._logs.export.BatchLogRecordProcessor",
    "opentelemetry.sdk.metrics.export.PeriodicExportingMetricReader",
  ],
  ambient: ["opentelemetry.trace.get_tracer().*", "opentelemetry.trace.get_tracer_provider().get_tracer().*"],
  examples: {
    yes: [
      `import multiprocessing
from opentelemetry.exporter.cloud_trace import CloudTraceSpanExporter

exporter = CloudTraceSpanExporter()
def work():
    exporter.export([])
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from opentelemetry.exporter.cloud_trace import CloudTraceSpanExporter

def work():
    exporter = CloudTraceSpanExporter()
    exporter.export([])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
