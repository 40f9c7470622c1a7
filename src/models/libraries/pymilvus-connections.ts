import type { LibraryModel } from "../model";

/** The connection is kept by the library, opened and waited for; collections and utilities go through it. */
export const pymilvusConnections = {
  kind: "library",
  library: "pymilvus",
  summary: "The connection is kept by the library, opened and waited for; collections and utilities go through it.",
  source: "https://github.com/milvus-io/pymilvus/blob/master/pymilvus/orm/connections.py",
  names: ["pymilvus.connections.connect", "pymilvus.orm.connections.connect"],
  opens: "warm",
  aio: false,
  ambient: ["pymilvus.Collection", "pymilvus.Collection().*", "pymilvus.utility.*"],
  examples: {
    yes: [
      `import multiprocessing
from pymilvus import Collection, connections

connections.connect(host='search')
def work():
    Collection('items').search([])
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from pymilvus import Collection, connections

def work():
    connections.connect(host='search')
    Collection('items').search([])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
