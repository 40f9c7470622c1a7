import type { LibraryModel } from "../model";

/** The client of version 3 speaks HTTP. */
export const weaviateV3 = {
  kind: "library",
  library: "weaviate-client",
  summary: "The client of version 3 speaks HTTP.",
  source: "https://docs.weaviate.io/weaviate/client-libraries/python/python_v3",
  names: ["weaviate.Client"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
import weaviate

client = weaviate.Client('http://search:8080')
def work():
    client.schema.get()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
