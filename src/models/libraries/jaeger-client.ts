import type { LibraryModel } from "../model";

/** It sends thrift over UDP. */
export const jaegerClient = {
  kind: "library",
  library: "jaeger-client",
  summary: "It sends thrift over UDP.",
  source: "https://github.com/jaegertracing/jaeger-client-python",
  names: ["jaeger_client.*", "opentelemetry.exporter.jaeger.thrift.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from jaeger_client import Config

tracer = Config(config={}, service_name='shop').initialize_tracer()
def work():
    tracer.start_span('count').finish()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
