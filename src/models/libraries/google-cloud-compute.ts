import type { LibraryModel } from "../model";

/** Its generated clients have a REST transport alone. */
export const googleCloudCompute = {
  kind: "library",
  library: "google-cloud-compute",
  summary: "Its generated clients have a REST transport alone.",
  source:
    "https://github.com/googleapis/google-cloud-python/tree/main/packages/google-cloud-compute/google/cloud/compute_v1/services/instances/transports",
  names: ["google.cloud.compute.*", "google.cloud.compute_v1.*"],
  opens: "never",
  aio: false,
  examples: {
    yes: [],
    no: [
      `import multiprocessing
from google.cloud import compute_v1

client = compute_v1.InstancesClient()
def work():
    client.list(project='shop', zone='z')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
