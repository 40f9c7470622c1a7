import type { LibraryModel } from "../model";

/** Zipkin exporters send over HTTP. */
export const otelZipkin = {
  kind: "library",
  library: "opentelemetry-exporter-zipkin-json",
  summary: "Zipkin exporters send over HTTP.",
  source:
    "https://github.com/open-telemetry/opentelemetry-python/tree/main/exporter/opentelemetry-exporter-zipkin-json",
  names: ["opentelemetry.exporter.zipkin.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from opentelemetry.exporter.zipkin.json import ZipkinExporter

exporter = ZipkinExporter()
def work():
    exporter.export([])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
