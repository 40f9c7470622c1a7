import type { LibraryModel } from "../model";

/** It has a gRPC of its own built in, with which the settings and the fork handlers of grpcio have nothing to do. */
export const pyarrowFlight = {
  kind: "library",
  library: "pyarrow",
  summary:
    "It has a gRPC of its own built in, with which the settings and the fork handlers of grpcio have nothing to do.",
  source: "https://arrow.apache.org/docs/python/flight.html",
  names: ["pyarrow.flight.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
import pyarrow.flight

client = pyarrow.flight.connect('grpc://stock:8815')
def work():
    list(client.list_flights())
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
