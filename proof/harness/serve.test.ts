/** The harness must see each way in which a server can go wrong, without gRPC: here the asking client is played. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Asker, Replies } from "./asker";
import { serve } from "./serve";
import { serviceOutcome } from "./service";
import { readServing, type Stop } from "./serving";

const onLinux = process.platform === "linux" ? test : test.skip;

/** Each worker accepts on one shared port and says its process id on each connection. */
const SERVER = `
import os, signal, socket, sys, time
def work():
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    s.bind(("127.0.0.1", int(os.environ["PORT"])))
    s.listen()
    while True:
        c, _ = s.accept()
        c.sendall(str(os.getpid()).encode())
        c.close()
def fork():
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        work()
    return pid
`;

function call(port: number): Promise<Replies> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    socket.on("data", (data) => {
      text += data;
    });
    socket.on("error", () => undefined);
    socket.on("close", () =>
      resolve(text === "" ? { pids: [], errors: ["UNAVAILABLE"] } : { pids: [Number(text)], errors: [] }),
    );
  });
}

const asker: Asker = {
  async ask(ports, times) {
    const replies = await Promise.all(ports.flatMap((port) => Array.from({ length: times }, () => call(port))));
    return { pids: replies.flatMap(({ pids }) => pids), errors: replies.flatMap(({ errors }) => errors) };
  },
  watch: () => Promise.reject(new Error("nobody watches")),
  close: () => undefined,
};

async function outcomeOf(source: string, stop: Stop, head: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "proof-serve-test-"));
  writeFileSync(join(folder, "main.py"), `${SERVER}\n${source}`);
  const text: Readonly<Record<string, string>> = { workers: "2", [stop]: "nothing-left", ...head };
  const serving = readServing((key) => text[key] ?? null, "test");
  if (serving === null) throw new Error("no server");
  const environment = "unset";
  const job = { python: "python3", folder, main: "main.py", environment, pythonPath: folder, tls: null } as const;
  const released = jest.fn();
  const service = await serve({ ...job, serving, stop, asker, limit: 6_000 }, released);
  rmSync(folder, { recursive: true });
  expect(released).toHaveBeenCalled();
  return serviceOutcome(service, serving);
}

const STOPPING = `
pids = [fork(), fork()]
def end(*_):
    for pid in pids: os.kill(pid, signal.SIGTERM)
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
signal.signal(signal.SIGINT, end)
while True: signal.pause()
`;

onLinux.each<[string, string, Stop, Readonly<Record<string, string>>]>([
  ["ok", STOPPING, "sigterm", { "one-killed": "still-answers" }],
  ["ok", STOPPING, "sigterm-all", {}],
  ["ok", STOPPING.replace("os.kill(pid, signal.SIGTERM)", "os.kill(pid, signal.SIGKILL)"), "sigint", {}],
  ["leaves-children", "fork(); fork(); signal.pause()", "sigterm", {}],
  ["hang", "fork(); fork(); signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(9)", "sigterm", {}],
  ["ended", "sys.exit()", "sigterm", {}],
  ["few-answer", "work()", "sigterm", {}],
  ["other-port", STOPPING.replace("fork()]", "(os.environ.update(PORT='0'), fork())[1]]"), "sigterm", {}],
])(
  "%s is seen",
  async (expected, source, stop, head) => {
    expect(await outcomeOf(source, stop, head)).toBe(expected);
  },
  60_000,
);
