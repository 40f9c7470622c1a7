import { run } from "./run";
import type { Files, Options, Origin } from "./types";

const options: Options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };

async function originsOf(texts: Readonly<Record<string, string>>): Promise<readonly (Origin | undefined)[]> {
  const files: Files = {
    paths: Object.keys(texts).sort(),
    selected: () => true,
    read: (path) => ({ kind: "text", text: texts[path] ?? "", bytes: 0 }),
  };
  const { decisions } = await run(files, options);
  return decisions.map(({ finding }) => finding.origin);
}

const channels = (more = "") => `import grpc
${more}
def stock():
    return grpc.insecure_channel("stock:50051")
`;
const main = `import multiprocessing
from acme_clients.channels import stock

channel = stock()

def work():
    channel.unary_unary("/Stock/Level")(b"")

multiprocessing.Process(target=work).start()
`;
const shop = { "main.py": main, "vendor/acme_clients/__init__.py": "", "vendor/acme_clients/channels.py": channels() };

test("an object is unsafe first in the package whose code makes it", async () => {
  expect(await originsOf(shop)).toEqual([
    {
      package: "acme_clients",
      library: null,
      maker: "grpc.insecure_channel",
      module: "acme_clients.channels",
      code: expect.stringMatching(/^[0-9a-f]{16}$/),
      copy: expect.stringMatching(/^[0-9a-f]{16}$/),
    },
  ]);
});

test("where a library makes it inside, in that library", async () => {
  const text = `import os
from google.cloud import pubsub_v1

publisher = pubsub_v1.PublisherClient()
if os.fork() == 0:
    publisher.publish("orders", b"")
`;
  expect(await originsOf({ "jobs.py": text })).toMatchObject([
    { package: "google-cloud-pubsub", library: "google-cloud-pubsub", module: "jobs" },
  ]);
});

test("a copy is known by its text, whatever its line ends and its place; another version by its names", async () => {
  const [here] = await originsOf(shop);
  const { "vendor/acme_clients/channels.py": text, ...rest } = shop;
  const [windows] = await originsOf({ ...rest, "vendor/acme_clients/channels.py": text.replaceAll("\n", "\r\n") });
  expect(windows).toEqual(here);
  const [later] = await originsOf({ ...rest, "vendor/acme_clients/channels.py": channels("TIMEOUT = 3\n") });
  expect(later?.code).toBe(here?.code);
  expect(later?.copy).not.toBe(here?.copy);
  const elsewhere = { "acme_clients/__init__.py": "", "acme_clients/channels.py": text, "main.py": main };
  expect(await originsOf(elsewhere)).toEqual([here]);
});

test("what is not about an object has none", async () => {
  const text = `import grpc, os\nos.environ["GRPC_POLL_STRATEGY"] = "never"\n`;
  const origins = await originsOf({ "a.py": text });
  expect(origins.length).toBeGreaterThan(0);
  expect(origins.filter((origin) => origin !== undefined)).toEqual([]);
});
