import type { LibraryModel } from "../model";

/** The client of version 2 speaks JSON over HTTP; that of version 3 is generated and is gRPC. */
export const googleCloudTranslateV2 = {
  kind: "library",
  library: "google-cloud-translate",
  summary: "The client of version 2 speaks JSON over HTTP; that of version 3 is generated and is gRPC.",
  source:
    "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-translate/google/cloud/translate_v2",
  names: ["google.cloud.translate_v2.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from google.cloud import translate_v2 as translate

client = translate.Client()
def work():
    client.translate('tea')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
