import type { LibraryModel } from "../model";

/** The constructor opens a channel; a watch reads it in a thread of its own. */
export const etcd3 = {
  kind: "library",
  library: "etcd3",
  summary: "The constructor opens a channel; a watch reads it in a thread of its own.",
  source: "https://github.com/kragniz/python-etcd3/blob/master/etcd3/client.py",
  names: [
    "etcd3.client",
    "etcd3.Etcd3Client",
    "etcd3.client.client",
    "etcd3.client.Etcd3Client",
    "etcd3.MultiEndpointEtcd3Client",
  ],
  opens: "eager",
  aio: false,
  handles: ["lock"],
  background: ["watch", "watch_prefix", "add_watch_callback", "add_watch_prefix_callback"],
  examples: {
    yes: [
      `import multiprocessing
import etcd3

client = etcd3.client()
def work():
    client.get('price')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import etcd3

def work():
    client = etcd3.client()
    client.get('price')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
