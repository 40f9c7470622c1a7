import type { LibraryModel } from "../model";

/** The constructor opens a channel to Flyte Admin. */
export const flytekit = {
  kind: "library",
  library: "flytekit",
  summary: "The constructor opens a channel to Flyte Admin.",
  source: "https://docs-legacy.flyte.org/en/latest/api/flytekit/clients.html",
  names: ["flytekit.clients.friendly.SynchronousFlyteClient", "flytekit.clients.raw.RawSynchronousFlyteClient"],
  opens: "eager",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
from flytekit.clients.friendly import SynchronousFlyteClient

client = SynchronousFlyteClient(None)
def work():
    client.list_projects_paginated()
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from flytekit.clients.friendly import SynchronousFlyteClient

def work():
    client = SynchronousFlyteClient(None)
    client.list_projects_paginated()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
