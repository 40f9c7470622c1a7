import type { LibraryModel } from "../model";

/** Connect over HTTP, also where it speaks the gRPC protocol: grpcio is not involved. */
export const connectrpc = {
  kind: "library",
  library: "connectrpc",
  summary: "Connect over HTTP, also where it speaks the gRPC protocol: grpcio is not involved.",
  source: "https://github.com/connectrpc/connect-python",
  names: ["connectrpc.*", "connecpy.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from connectrpc.client import ConnectClientSync

client = ConnectClientSync('http://prices')
def work():
    client.execute_unary('tea')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
