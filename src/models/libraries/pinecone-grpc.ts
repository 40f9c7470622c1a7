import type { LibraryModel } from "../model";

/** An index of the gRPC client opens a channel of grpcio up to version 7, and one of a Rust core in later ones (low confidence). */
export const pineconeGrpc = {
  kind: "library",
  library: "pinecone",
  summary:
    "An index of the gRPC client opens a channel of grpcio up to version 7, and one of a Rust core in later ones (low confidence).",
  source: "https://docs.pinecone.io/reference/python-sdk",
  names: ["pinecone.grpc.PineconeGRPC"],
  opens: "lazy",
  aio: false,
  connects: ["Index"],
  examples: {
    yes: [
      `import multiprocessing
from pinecone.grpc import PineconeGRPC

client = PineconeGRPC()
client.Index('items').query(vector=[1])
def work():
    client.Index('items').query(vector=[1])
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from pinecone.grpc import PineconeGRPC

client = PineconeGRPC()
def work():
    client.Index('items').query(vector=[1])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
