import type { LibraryModel } from "../model";

/** The client opens channels at its first call (low confidence), and switches the fork support of grpc off when it is imported. */
export const hatchet = {
  kind: "library",
  library: "hatchet-sdk",
  summary:
    "The client opens channels at its first call (low confidence), and switches the fork support of grpc off when it is imported.",
  source: "https://github.com/hatchet-dev/hatchet/blob/main/sdks/python/hatchet_sdk/connection.py",
  names: ["hatchet_sdk.Hatchet"],
  opens: "lazy",
  aio: false,
  quiet: ["workflow", "task", "step"],
  examples: {
    yes: [
      `import multiprocessing
from hatchet_sdk import Hatchet

client = Hatchet()
client.event.push('order', {})
def work():
    client.event.push('order', {})
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
from hatchet_sdk import Hatchet

client = Hatchet()
def work():
    client.event.push('order', {})
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
