import { applied, callsOf, launchOf, type Shop, shopOf } from "./evidence.test-data";
import { readChild, readLaunch } from "./launch-call";
import { isRefusal, planOf, together } from "./part";
import { stopInChild, stopInParent } from "./sigterm";

const worker = `def serve():
    server = grpc.server(pool)
    server.add_insecure_port("[::]:50051")
    server.start()
    server.wait_for_termination()
`;

function handled(shop: Shop, waits = true): string {
  const launch = launchOf(shop.at("Process("), shop.at("def serve"));
  const read = readLaunch(launch, shop.source);
  if (isRefusal(read)) return `${read.reason}: ${read.detail}`;
  const child = readChild([launch], shop.source);
  if (isRefusal(child)) return `${child.reason}: ${child.detail}`;
  const calls = callsOf(shop, "own", ["server.start(", ...(waits ? ["server.wait_for_termination("] : [])]);
  const plan = planOf(together([stopInChild(calls, shop.source), stopInParent([read], [child.scope])]));
  return plan.kind === "refuse" ? `${plan.reason}: ${plan.detail}` : applied(shop, [plan]);
}

test("a loop that starts is followed by the handler of the parent", async () => {
  const text = `import signal
import multiprocessing


${worker}

def main():
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
`;
  expect(handled(await shopOf({ "shop.py": text }))).toBe(`import signal
import multiprocessing


def serve():
    server = grpc.server(pool)
    server.add_insecure_port("[::]:50051")
    server.start()
    signal.signal(signal.SIGTERM, lambda *_: server.stop(10))
    server.wait_for_termination()


def _terminate_workers(*_):
    for worker in multiprocessing.active_children():
        worker.terminate()


def main():
    for _ in range(4):
        multiprocessing.Process(target=serve).start()
    signal.signal(signal.SIGTERM, _terminate_workers)
`);
});

const main = (body: string) => `import multiprocessing, signal, sys\n\n${worker}\nif __name__ == "__main__":\n${body}`;

test.each([
  [
    "    workers = [multiprocessing.Process(target=serve) for _ in range(4)]\n    for w in workers:\n        w.start()\n",
  ],
  [
    "    workers = []\n    for _ in range(4):\n        w = multiprocessing.Process(target=serve)\n        w.start()\n        workers.append(w)\n",
  ],
  [
    "    workers = []\n    for _ in range(4):\n        w = multiprocessing.Process(target=serve)\n        workers.append(w)\n    [p.start() for p in workers]\n",
  ],
  [
    "    p = multiprocessing.Process(target=serve)\n    q = [p]\n    for i, each in enumerate(q):\n        each.start()\n",
  ],
])("the handler of the parent comes behind all starts: %j", async (body) => {
  const text = main(`${body}    for each in multiprocessing.active_children():\n        each.join()\n`);
  const after = handled(await shopOf({ "shop.py": text }));
  expect(after).toContain(`${body}    signal.signal(signal.SIGTERM, _terminate_workers)\n    for each`);
  expect(after).not.toContain("sys.exit");
});

test("a parent that sleeps is ended by its handler", async () => {
  const text = main("    multiprocessing.Process(target=serve).start()\n    while True:\n        time.sleep(60)\n");
  expect(handled(await shopOf({ "shop.py": text }))).toContain("        worker.terminate()\n    sys.exit(0)\n");
});

test("a worker that sleeps waits for its server and exits", async () => {
  const text = main("    multiprocessing.Process(target=serve).start()\n");
  const after = handled(
    await shopOf({ "shop.py": text.replace("server.wait_for_termination()", "time.sleep(9)") }),
    false,
  );
  expect(after).toContain(`    server.start()

    def stop(*_):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        server.stop(10).wait()
        sys.exit(0)

    signal.signal(signal.SIGTERM, stop)
    time.sleep(9)
`);
});

test.each([
  ["    while True:\n        multiprocessing.Process(target=serve).start()\n", "does not end"],
  [
    "    for _ in range(4):\n        w = multiprocessing.Process(target=serve)\n        w.start()\n        w.join()\n",
    "joined",
  ],
  ["    w = multiprocessing.Process(target=serve)\n    begin(w)\n", "could not be found"],
  ["    signal.signal(signal.SIGTERM, bye)\n    multiprocessing.Process(target=serve).start()\n", "has a handler"],
  ["    multiprocessing.Process(target=serve, **more).start()\n", "not written out"],
])("nothing is done in %j", async (body, why) => {
  expect(handled(await shopOf({ "shop.py": main(body) }))).toContain(why);
});
