import type { LibraryModel } from "../model";

/** The stub opens a channel in its constructor; a client is made of stubs. */
export const pydgraph = {
  kind: "library",
  library: "pydgraph",
  summary: "The stub opens a channel in its constructor; a client is made of stubs.",
  source: "https://github.com/dgraph-io/pydgraph",
  names: ["pydgraph.DgraphClientStub"],
  opens: "eager",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
import pydgraph

client = pydgraph.DgraphClient(pydgraph.DgraphClientStub('graph:9080'))
def work():
    client.txn().query('{}')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import pydgraph

def work():
    client = pydgraph.DgraphClient(pydgraph.DgraphClientStub('graph:9080'))
    client.txn().query('{}')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
