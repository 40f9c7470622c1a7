import type { LibraryModel } from "../model";

/** A gRPC in pure Python on asyncio: no threads, no core, and nothing of what this tool looks for. */
export const grpclib = {
  kind: "library",
  library: "grpclib",
  summary: "A gRPC in pure Python on asyncio: no threads, no core, and nothing of what this tool looks for.",
  source: "https://github.com/vmagamedov/grpclib",
  names: ["grpclib.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from grpclib.client import Channel

channel = Channel('prices', 50051)
def work():
    channel.close()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
