import type { LibraryModel } from "../model";

/** Its core is Rust with tonic: the settings of grpcio do not concern it, and it refuses to cross a fork by itself. */
export const temporalio = {
  kind: "library",
  library: "temporalio",
  summary:
    "Its core is Rust with tonic: the settings of grpcio do not concern it, and it refuses to cross a fork by itself.",
  source: "https://github.com/temporalio/sdk-python",
  names: ["temporalio.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from temporalio.client import Client

client = Client.connect('temporal:7233')
def work():
    client.start_workflow('pack')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
