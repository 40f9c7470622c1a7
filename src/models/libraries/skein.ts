import type { LibraryModel } from "../model";

/** The client opens a channel to its driver (low confidence). */
export const skein = {
  kind: "library",
  library: "skein",
  summary: "The client opens a channel to its driver (low confidence).",
  source: "https://jcristharif.com/skein/api.html",
  names: ["skein.Client"],
  opens: "eager",
  aio: false,
  examples: {
    yes: [
      `import multiprocessing
import skein

client = skein.Client()
def work():
    client.get_applications()
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import skein

def work():
    client = skein.Client()
    client.get_applications()
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
