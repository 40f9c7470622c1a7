import type { LibraryModel } from "../model";

/** The HTTP client of Triton. */
export const tritonclientHttp = {
  kind: "library",
  library: "tritonclient",
  summary: "The HTTP client of Triton.",
  source: "https://github.com/triton-inference-server/client/tree/main/src/python/library/tritonclient/http",
  names: ["tritonclient.http.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
import tritonclient.http as triton

client = triton.InferenceServerClient('models:8000')
def work():
    client.infer('prices', [])
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
