import type { LibraryModel } from "../model";

/** The remote registry opens a channel in its constructor. */
export const feast = {
  kind: "library",
  library: "feast",
  summary: "The remote registry opens a channel in its constructor.",
  source: "https://github.com/feast-dev/feast/blob/master/sdk/python/feast/infra/registry/remote.py",
  names: ["feast.infra.registry.remote.RemoteRegistry"],
  opens: "eager",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
from feast.infra.registry.remote import RemoteRegistry

registry = RemoteRegistry(None, 'shop', None)
def work():
    registry.list_entities('shop')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from feast.infra.registry.remote import RemoteRegistry

def work():
    registry = RemoteRegistry(None, 'shop', None)
    registry.list_entities('shop')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
