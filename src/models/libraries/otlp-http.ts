import type { LibraryModel } from "../model";

/** These exporters send protobuf over HTTP with requests. */
export const otlpHttp = {
  kind: "library",
  library: "opentelemetry-exporter-otlp-proto-http",
  summary: "These exporters send protobuf over HTTP with requests.",
  source:
    "https://github.com/open-telemetry/opentelemetry-python/tree/main/exporter/opentelemetry-exporter-otlp-proto-http",
  names: ["opentelemetry.exporter.otlp.proto.http.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

exporter = OTLPSpanExporter()
def work():
    exporter.export([])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
