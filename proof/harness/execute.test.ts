/** The harness must see each way in which a program can go wrong, without gRPC. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execute } from "./execute";
import { outcome } from "./outcome";
import { session } from "./sessions";

const shop = { address: "", tlsAddress: "", certificate: "", close: () => undefined };
const onLinux = process.platform === "linux" ? test : test.skip;

async function outcomeOf(source: string) {
  const folder = mkdtempSync(join(tmpdir(), "proof-execute-"));
  writeFileSync(join(folder, "main.py"), source);
  const job = { python: "python3", folder, main: "main.py", environment: "unset", pythonPath: folder, shop } as const;
  const released = jest.fn();
  const run = await execute({ ...job, limit: 40_000, pythonPath: join(__dirname, "..", "lib") }, released);
  rmSync(folder, { recursive: true });
  expect(released).toHaveBeenCalled();
  return { word: outcome(run, ["tea"]), run };
}

onLinux.each([
  ["ok", "import journal; journal.done('tea')"],
  ["missing", "pass"],
  ["exc+rc", "raise ValueError('no tea')"],
  ["crash", "import os, signal, journal; journal.done('tea'); os.kill(os.getpid(), signal.SIGKILL)"],
  ["orphans", "import os, time, journal; journal.done('tea')\nif os.fork() == 0: time.sleep(60)"],
  ["hang", "import os, time\nif os.fork() == 0: time.sleep(60)\nos.wait()"],
])(
  "%s is seen",
  async (expected, source) => {
    const { word } = await outcomeOf(source);
    expect(word).toBe(expected);
  },
  60_000,
);

onLinux(
  "nothing is left of a run",
  async () => {
    const { run } = await outcomeOf(
      "import os, time, journal\npid = os.fork()\nif pid: os._exit(journal.done(str(os.getpid())) or 0)\ntime.sleep(600)",
    );
    const id = Number(run.records[0]?.step);
    expect(id).toBeGreaterThan(0);
    // What was killed needs a moment to be gone; what was not is there until this test has no time left.
    while (session(id).pids.length > 0) await new Promise(setImmediate);
  },
  60_000,
);
