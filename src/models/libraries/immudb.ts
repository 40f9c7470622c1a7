import type { LibraryModel } from "../model";

/** The constructor opens a channel. */
export const immudb = {
  kind: "library",
  library: "immudb-py",
  summary: "The constructor opens a channel.",
  source: "https://github.com/codenotary/immudb-py/blob/master/immudb/client.py",
  names: ["immudb.ImmudbClient", "immudb.client.ImmudbClient"],
  opens: "eager",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
from immudb import ImmudbClient

client = ImmudbClient()
def work():
    client.get(b'1')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from immudb import ImmudbClient

def work():
    client = ImmudbClient()
    client.get(b'1')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
