/** The harness must see each way in which an application can go wrong, without gRPC and without a framework. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deploy } from "./deploy";
import { deployedOutcome } from "./deployed";
import { session } from "./sessions";

const onLinux = process.platform === "linux" ? test : test.skip;
const shop = { address: "", tlsAddress: "", certificate: "", close: () => undefined };

/** Each worker serves on one shared port. */
const WEB = `
import http.server, json, os, signal, socket, sys, time
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        reply(self, self.path.partition("=")[2])
    def send(self, status, sku):
        body = json.dumps({"sku": sku, "pid": os.getpid()}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *args):
        pass
def reply(page, sku):
    page.send(200, sku)
def work():
    class Server(http.server.HTTPServer):
        def server_bind(self):
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            super().server_bind()
    Server(("127.0.0.1", int(os.environ["PORT"])), Page).serve_forever()
def fork():
    pid = os.fork()
    if pid == 0:
        work()
    return pid
def both():
    pids = [fork(), fork()]
    def end(*_):
        for pid in pids: os.kill(pid, signal.SIGKILL)
        sys.exit(0)
    signal.signal(signal.SIGTERM, end)
    while True: signal.pause()
`;

/** What Celery does with the folders, in one process. */
const WORKER = `
import base64, json, os, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
while True:
    for name in os.listdir(os.environ["QUEUE"]):
        if not name.endswith(".celery.msg"): continue
        path = os.path.join(os.environ["QUEUE"], name)
        message = json.load(open(path))
        os.remove(path)
        (sku,), _, _ = json.loads(base64.b64decode(message["body"]))
        result = {"status": STATUS, "result": {"sku": sku, "pid": os.getpid()}}
        json.dump(result, open(os.path.join(os.environ["RESULTS"], "celery-task-meta-" + message["headers"]["id"]), "w"))
    time.sleep(0.01)
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "proof-deploy-test-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

async function outcomeOf(source: string, kind: "web" | "worker", processes: number) {
  writeFileSync(join(folder, "main.py"), source);
  const deployment = { command: "SHELF=3 python3 main.py", kind, processes, frameworks: [] };
  const job = { python: "/usr/bin/python3", folder, deployment, environment: "unset", proof: folder, shop } as const;
  const released = jest.fn();
  const deployed = await deploy({ ...job, limit: 8_000 }, released);
  expect(released).toHaveBeenCalled();
  return { word: deployedOutcome(deployed, processes), deployed };
}

onLinux.each([
  ["ok", `${WEB}\nboth()`],
  ["ended+exc", "raise ValueError('no tea')"],
  ["hang", `${WEB}\ndef reply(page, sku): signal.pause()\nboth()`],
  ["few-answer", `${WEB}\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(0))\nwork()`],
  ["errors", `${WEB}\ndef reply(page, sku): page.send(500, sku)\nboth()`],
  ["wrong", `${WEB}\ndef reply(page, sku): page.send(200, "honey")\nboth()`],
  ["no-stop", `${WEB.replace("sys.exit(0)", "None")}\nboth()`],
  ["leaves-children", `${WEB.replace("os.kill(pid, signal.SIGKILL)", "None")}\nboth()`],
  ["rc", `${WEB.replace("sys.exit(0)", "sys.exit(3)")}\nboth()`],
])(
  "of an application for the web, %s is seen",
  async (expected, source) => {
    expect((await outcomeOf(source, "web", 2)).word).toBe(expected);
  },
  60_000,
);

onLinux.each([
  ["ok", `STATUS = "SUCCESS"\n${WORKER}`],
  ["errors", `STATUS = "FAILURE"\n${WORKER}`],
  ["hang", "import signal\nsignal.pause()"],
])(
  "of a worker, %s is seen",
  async (expected, source) => {
    expect((await outcomeOf(source, "worker", 1)).word).toBe(expected);
  },
  60_000,
);

onLinux(
  "it is run as deployed, in a copy of its folder",
  async () => {
    const source = "import os\nopen('trace', 'w')\nprint(os.environ['SHELF'], os.path.exists('main.py'), end='')";
    const { deployed } = await outcomeOf(source, "web", 1);
    expect(deployed.output).toBe("3 True");
    expect(readdirSync(folder)).toEqual(["main.py"]);
  },
  60_000,
);

onLinux(
  "nothing is left of a run",
  async () => {
    const source = WEB.replace("os.kill(pid, signal.SIGKILL)", "None").replace("os.getpid()", "os.getsid(0)");
    const { deployed } = await outcomeOf(`${source}\nboth()`, "web", 1);
    const [id] = new Set(deployed.answers.map(({ pid }) => pid));
    expect(deployed.left).toBe(2);
    expect(id).toBeGreaterThan(0);
    // A killed process ends a moment later; one that was not never does, and the time of the test is over.
    while (session(id ?? 0).pids.length > 0) await new Promise(setImmediate);
  },
  60_000,
);
