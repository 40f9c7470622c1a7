import type { LibraryModel } from "../model";

/** Connecting opens the gRPC channel and checks its health. */
export const weaviate = {
  kind: "library",
  library: "weaviate-client",
  summary: "Connecting opens the gRPC channel and checks its health.",
  source: "https://github.com/weaviate/weaviate-python-client/issues/1871",
  names: [
    "weaviate.connect_to_local",
    "weaviate.connect_to_weaviate_cloud",
    "weaviate.connect_to_wcs",
    "weaviate.connect_to_custom",
    "weaviate.connect_to_embedded",
  ],
  opens: "warm",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
import weaviate

client = weaviate.connect_to_local()
def work():
    client.collections.get('Item').query.fetch_objects()
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import weaviate

def work():
    client = weaviate.connect_to_local()
    client.collections.get('Item').query.fetch_objects()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
