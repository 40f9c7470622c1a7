import type { LibraryModel } from "../model";

/** Only with an address of the form ray:// a channel to the proxy of the cluster is opened and kept (low confidence). */
export const rayClient = {
  kind: "library",
  library: "ray",
  summary:
    "Only with an address of the form ray:// a channel to the proxy of the cluster is opened and kept (low confidence).",
  source: "https://docs.ray.io/en/latest/cluster/running-applications/job-submission/ray-client.html",
  names: ["ray.init"],
  opens: "warm",
  aio: false,
  conditions: [{ argument: { position: 0, keyword: "address" }, is: { startsWith: "ray://" }, whenAbsent: false }],
  ambient: ["ray.get", "ray.put", "ray.wait"],
  words: ["ray://"],
  examples: {
    yes: [
      `import multiprocessing
import ray

ray.init('ray://cluster:10001')
def work():
    ray.get(ray.put(1))
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import ray

def work():
    ray.init('ray://cluster:10001')
    ray.get(ray.put(1))
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
