import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const real = join(__dirname, "..");
let clone = "";

/** A small project with our scripts, our packages and this source for a command line. */
beforeEach(() => {
  clone = realpathSync(mkdtempSync(join(tmpdir(), "bootstrap-")));
  for (const name of ["scripts", "bin", "package.json", "package-lock.json", "tsconfig.json", "tsconfig.build.json"]) {
    cpSync(join(real, name), join(clone, name), { recursive: true });
  }
  symlinkSync(join(real, "node_modules"), join(clone, "node_modules"));
  mkdirSync(join(clone, "src", "cli"), { recursive: true });
  source(`process.stdout.write(JSON.stringify([args, process.cwd()])); return Number(args[0] ?? 0);`);
});
afterEach(() => rmSync(clone, { recursive: true }));

function source(body: string): void {
  const text = `export async function main(args: readonly string[]): Promise<number> { ${body} }\n`;
  writeFileSync(join(clone, "src", "cli", "main.ts"), text);
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { npm_lifecycle_event: _, ...inherited } = process.env;
  const result = spawnSync(process.execPath, [join(clone, "scripts", "bootstrap.js"), "start", ...args], {
    cwd: clone,
    env: { ...inherited, ...env },
    encoding: "utf8",
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

describe("npm start", () => {
  it("builds once, and gives stdout, arguments and the exit status of the tool", () => {
    const first = start(["7", "a b", "$HOME\n*"]);
    expect(first).toEqual({
      status: 7,
      stdout: JSON.stringify([["7", "a b", "$HOME\n*"], clone]),
      stderr: expect.stringContaining("Building"),
    });
    expect(start(["0"])).toMatchObject({ status: 0, stderr: "" });
    expect(existsSync(join(clone, ".bootstrap-lock"))).toBe(false);
  });

  it("runs where the user typed it", () => {
    mkdirSync(join(clone, "below"));
    const env = { npm_lifecycle_event: "start", INIT_CWD: join(clone, "below") };
    expect(start([], env).stdout).toBe(JSON.stringify([[], join(clone, "below")]));
  });

  it("builds again when a source changes, and forgets one that is gone", () => {
    writeFileSync(join(clone, "src", "gone.ts"), "export const gone = 1;\n");
    start([]);
    expect(existsSync(join(clone, "dist", "src", "gone.js"))).toBe(true);
    rmSync(join(clone, "src", "gone.ts"));
    source("process.stdout.write(String(args.length)); return 0;");
    expect(start([]).stdout).toBe("0");
    expect(existsSync(join(clone, "dist", "src", "gone.js"))).toBe(false);
  });

  it("says why it cannot build, and keeps what was built", () => {
    start([]);
    source("return nothing;");
    const failed = start([]);
    expect(failed).toMatchObject({ status: 2, stdout: "" });
    expect(failed.stderr).toContain("Cannot find name 'nothing'");
    expect(existsSync(join(clone, "dist", "src", "cli", "main.js"))).toBe(true);
    expect(existsSync(join(clone, ".bootstrap-lock"))).toBe(false);
  });

  it("does not install again because the lock file is newer but the same", () => {
    const future = new Date(Date.now() + 60_000);
    utimesSync(join(clone, "package-lock.json"), future, future);
    expect(start([]).stderr).not.toContain("Installing");
  });

  it("builds once for all who start it at once, also after one was killed", async () => {
    mkdirSync(join(clone, ".bootstrap-lock"));
    const dead = spawnSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).stdout.trim();
    writeFileSync(join(clone, ".bootstrap-lock", "pid"), dead);
    const runs = await Promise.all([0, 1, 2].map(startInBackground));
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(runs.filter(({ stderr }) => stderr.includes("Building"))).toHaveLength(1);
  });
});

function startInBackground(): Promise<{ readonly status: number | null; readonly stderr: string }> {
  const child = spawn(process.execPath, [join(clone, "scripts", "bootstrap.js"), "start"], { cwd: clone });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, stderr })));
}

describe("bin/grpc-fork-fix.js", () => {
  const bin = () => join(clone, "bin", "grpc-fork-fix.js");

  function built(body: string): void {
    mkdirSync(join(clone, "dist", "src", "cli"), { recursive: true });
    writeFileSync(join(clone, "dist", "src", "cli", "main.js"), `exports.main = async () => { ${body} };`);
  }

  it("says so when it is not built", () => {
    const { status, stderr } = spawnSync(process.execPath, [bin()], { encoding: "utf8" });
    expect([status, stderr]).toEqual([2, expect.stringContaining("not built")]);
  });

  it("ends with 2 and the stack of a bug", () => {
    built("throw new Error('our own');");
    const { status, stderr } = spawnSync(process.execPath, [bin()], { encoding: "utf8" });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/our own\n\s+at .*main\.js/)]);
  });

  it("is quiet when the reader leaves, and finishes its work", () => {
    built(
      `for (let i = 0; i < 50; i++) { process.stdout.write("x\\n".repeat(10000)); await new Promise(setImmediate); }
       require("node:fs").writeFileSync("finished", ""); return 1;`,
    );
    const script = `set -o pipefail; "$0" "$1" | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync("bash", ["-c", script, process.execPath, bin()], {
      cwd: clone,
      encoding: "utf8",
    });
    expect([stdout, stderr]).toEqual(["x\n1\n", ""]);
    expect(readFileSync(join(clone, "finished"), "utf8")).toBe("");
  });

  it("ends with 130 on an interrupt", async () => {
    built(`process.stdout.write("ready"); await new Promise((resolve) => setTimeout(resolve, 60000));`);
    const child = spawn(process.execPath, [bin()]);
    child.stdout.once("data", () => child.kill("SIGINT"));
    expect(await new Promise((resolve) => child.on("close", resolve))).toBe(130);
  });
});
