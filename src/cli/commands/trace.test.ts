import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const tool = resolve(__dirname, "../../../bin/grpc-fork-fix.js");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trace-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tool, ...args], { cwd: folder, encoding: "utf8" });
  return { status, stdout, stderr };
}

test.each([
  [["trace"], "trace is followed by a command"],
  [["trace", "--time-limit", "soon", "--", "python3"], '--time-limit is a number of seconds, not "soon"'],
  [["trace", "--format", "yaml", "--", "python3"], "--format"],
  [["trace", "--", "no-such-program"], "there is no program no-such-program"],
  [["trace", "--", "true"], "no Python process was seen"],
  [["prove"], "prove is followed by a command"],
  [["prove", "--runs", "0", "--", "python3"], '--runs is a number from 1, not "0"'],
  [["prove", "--", "python3"], "there is no finding here"],
])("%j is refused", (args, complaint) => {
  const { status, stdout, stderr } = run(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  expect(stderr).toContain(`grpc-fork-fix: ${complaint}`);
  expect(stderr).not.toContain("    at ");
});

/** Resolves when a process is gone; a test that waits for ever has failed. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("a program without gRPC", () => {
  test("is run as it is, and its processes are told", () => {
    writeFileSync(
      join(folder, "app.py"),
      "import os, sys\nif os.fork() == 0:\n    sys.exit(3)\nprint('parent', sys.argv[1:])\nsys.exit(3)\n",
    );
    const { status, stdout, stderr } = run("trace", "--", "python3", "app.py", "--write", "x");
    expect(status).toBe(0);
    expect(stdout).toContain("1  python3 app.py --write x\n");
    expect(stdout).toContain("2  forked at app.py:2 in <module>\n");
    expect(stderr).toContain("parent ['--write', 'x']");
    expect(stderr).toContain("The command ended with status 3. No process made a channel or a server.");
  });

  test("keeps the sitecustomize that it has", () => {
    writeFileSync(join(folder, "sitecustomize.py"), "import builtins\nbuiltins.shop = 'open'\n");
    writeFileSync(join(folder, "app.py"), "import sys\nprint(shop, [p for p in sys.path if 'evidence' in p])\n");
    const { status, stderr } = spawnSync(process.execPath, [tool, "trace", "--", "python3", "app.py"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PYTHONPATH: folder },
    });
    expect(status).toBe(0);
    expect(stderr).toContain("open []\n");
  });

  test("ends when its time is over, with all that it has begun", async () => {
    writeFileSync(
      join(folder, "app.py"),
      "import os, signal, time\nsignal.signal(signal.SIGTERM, lambda *_: os._exit(7))\nopen(str(os.getpid()), 'w')\n" +
        "os.fork() or open(str(os.getpid()), 'w')\nwhile True:\n    time.sleep(1)\n",
    );
    const { status, stderr } = run("trace", "--time-limit", "2", "--", "python3", "app.py");
    expect(status).toBe(0);
    expect(stderr).toContain("was ended when its time was over with status 7");
    const pids = readdirSync(folder).filter((name) => /^\d+$/.test(name));
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) await gone(Number(pid));
  });
});
