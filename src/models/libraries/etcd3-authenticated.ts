import type { LibraryModel } from "../model";

/** With a password the constructor asks for a token, so that its channel is connected. */
export const etcd3Authenticated = {
  kind: "library",
  library: "etcd3",
  summary: "With a password the constructor asks for a token, so that its channel is connected.",
  source: "https://github.com/kragniz/python-etcd3/blob/master/etcd3/client.py",
  names: [
    "etcd3.client",
    "etcd3.Etcd3Client",
    "etcd3.client.client",
    "etcd3.client.Etcd3Client",
    "etcd3.MultiEndpointEtcd3Client",
  ],
  opens: "warm",
  aio: false,
  conditions: [{ argument: { position: null, keyword: "password" }, is: { not: [null] }, whenAbsent: false }],
  handles: ["lock"],
  background: ["watch", "watch_prefix", "add_watch_callback", "add_watch_prefix_callback"],
  examples: {
    yes: [
      `import multiprocessing
import etcd3

client = etcd3.client(user='shop', password='tea')
def work():
    client.get('price')
multiprocessing.Process(target=work).start()
`,
    ],
    no: [
      `import multiprocessing
import etcd3

def work():
    client = etcd3.client(user='shop', password='tea')
    client.get('price')
multiprocessing.Process(target=work).start()
`,
    ],
  },
} as const satisfies LibraryModel;
