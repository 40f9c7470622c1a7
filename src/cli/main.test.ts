import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { finding, noFix, resultOf, safeFix, sources, unsafeFix, view } from "../report/shop.test-data";
import { main } from "./main";
import { command, folder, git, investigate, withFinding } from "./shop-line.test-data";

const after = "import grpc\n";
const before = sources.get("app/clients.py") ?? "";
const changes = [{ path: "app/clients.py", before, after }];

const fixable = withFinding(safeFix, { changes });

test("a clean project is 0, and says so on stderr alone", async () => {
  expect(await command("")).toMatchObject({ status: 0, out: "", err: "No findings in 2 files.\n" });
});

test("findings are 1, or 0 with --exit-zero", async () => {
  const { status, out, err } = await command("", fixable);
  expect(status).toBe(1);
  expect(out).toMatch(/^app\/clients\.py:5:11: GFF101 error: /);
  expect(err).toBe("Found 1 finding in 1 file (1 error).\n1 fixable with --write.\n");
  expect((await command("--check --exit-zero", fixable)).status).toBe(0);
});

test("what could not be followed counts with --strict only", async () => {
  const result = resultOf([{ finding: { ...finding, rule: "GFF003" }, fix: noFix }]);
  expect((await command("", { result })).status).toBe(0);
  expect((await command("--strict", { result })).status).toBe(1);
});

test("a dry run prints a patch that git applies, and writes nothing", async () => {
  const { status, out, err } = await command("--dry-run", fixable);
  expect(status).toBe(1);
  expect(err).toBe("Would fix 1 finding in 2 files.\n");
  expect(readFileSync(join(folder, "app/clients.py"), "utf8")).toBe(before);
  writeFileSync(join(folder, "patch"), out);
  git("apply", "patch");
  expect(readFileSync(join(folder, "app/clients.py"), "utf8")).toBe(after);
});

test("a dry run in a subfolder names files from there", async () => {
  const { out } = await command("-d", { ...fixable, folder: join(folder, "app") });
  expect(out).toMatch(/^--- a\/clients\.py\n/);
});

test("a dry run beside the changes says where the patch belongs", async () => {
  mkdirSync(join(folder, "tests"));
  const { out, err } = await command("-d ../app", { ...fixable, folder: join(folder, "tests") });
  expect(out).toMatch(/^--- a\/app\/clients\.py\n/);
  expect(err).toContain("its paths are relative to ..\n");
});

test("a dry run that would change nothing is 0, even with findings", async () => {
  expect(await command("--diff", withFinding(unsafeFix))).toMatchObject({
    status: 0,
    out: "",
    err: "Would fix nothing; 1 unsafe fix withheld (use --unsafe-fixes).\n",
  });
});

test("writing changes the file and is 0 when nothing is left", async () => {
  const { status, out, err } = await command("--write", fixable);
  expect({ status, out, err }).toEqual({ status: 0, out: "", err: "Fixed 1 finding in 2 files.\n" });
  expect(readFileSync(join(folder, "app/clients.py"), "utf8")).toBe(after);
});

test("writing is 1 when findings are left", async () => {
  const result = resultOf(
    [
      { finding, fix: safeFix },
      { finding: { ...finding, message: "left" }, fix: noFix },
    ],
    { changes },
  );
  const { status, out } = await command("--fix", { result });
  expect(status).toBe(1);
  expect(out.match(/GFF101/g)).toHaveLength(1);
});

test("writing refuses to touch uncommitted work, lists it, and can be told to", async () => {
  writeFileSync(join(folder, "app/clients.py"), `${before}# new\n`);
  const dirty = [{ path: "app/clients.py", before: `${before}# new\n`, after }];
  const setting = withFinding(safeFix, { changes: dirty });
  const { status, out, err } = await command("--write", setting);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toContain("  app/clients.py: it has uncommitted changes\n");
  expect(err).toContain("--allow-dirty");
  expect((await command("--write --allow-dirty", setting)).status).toBe(0);
  expect(readFileSync(join(folder, "app/clients.py"), "utf8")).toBe(after);
});

test("writing refuses where there is no version control, and can be told to", async () => {
  rmSync(join(folder, ".git"), { recursive: true });
  const { status, err } = await command("--write", fixable);
  expect(status).toBe(2);
  expect(err).toContain("--allow-no-vcs");
  expect((await command("--write --force", fixable)).status).toBe(0);
});

test("the transforms that are asked for are looked up", async () => {
  expect((await command("-t lazy-client --transform spawn-context")).asked?.options.transforms).toEqual([
    "lazy-client",
    "spawn-context",
  ]);
  expect((await command("")).asked?.options).not.toHaveProperty("transforms");
  expect((await command("-t lazy-clint")).err).toMatch(
    /has no "lazy-clint"; there are .*; did you mean lazy-client\?\n$/,
  );
  expect((await command("-t ./codemod.js")).err).toContain(
    "takes a name, not the file ./codemod.js; there are lazy-client",
  );
});

test("several reports in one run", async () => {
  const { out } = await command("--format json -o forks.json --format text", fixable);
  expect(out).toContain("GFF101 error");
  const document = JSON.parse(readFileSync(join(folder, "forks.json"), "utf8"));
  expect(document).toMatchObject({ version: 1, findings: [{ rule: "GFF101" }], changes: [{ path: "app/clients.py" }] });
});

test("JSON on stdout is all that is on stdout", async () => {
  const { out } = await command("--format json", fixable);
  expect(JSON.parse(out).findings).toHaveLength(1);
});

test("--format github also adds to the summary of the job, which other steps have begun", async () => {
  const summary = join(folder, "summary.md");
  writeFileSync(summary, "# Other steps\n");
  const environment = { GITHUB_STEP_SUMMARY: summary };
  const { status, out, err } = await command("--format github", { ...withFinding(noFix), environment });
  expect(status).toBe(1);
  expect(out).toMatch(/^::error file=app\/clients\.py,line=5,/);
  expect(err).not.toContain("GITHUB_STEP_SUMMARY");
  expect(readFileSync(summary, "utf8")).toMatch(/^# Other steps\n## grpc-fork-fix\n\nFound 1 finding/);
  await command("--format text", { ...withFinding(noFix), environment });
  expect(readFileSync(summary, "utf8").match(/## grpc-fork-fix/g)).toHaveLength(1);
});

test("a summary that can't be written is told, and is no failure of the check", async () => {
  const environment = { GITHUB_STEP_SUMMARY: join(folder, "not", "there.md") };
  const { status, out, err } = await command("--format github", { ...withFinding(noFix), environment });
  expect(status).toBe(1);
  expect(out).toMatch(/^::error /);
  expect(err).toContain("note: the markdown report can't be added to GITHUB_STEP_SUMMARY: ");
});

test("a dry run keeps other formats off stdout", async () => {
  const { out, err } = await command("--dry-run --format json", fixable);
  expect(out).toMatch(/^--- a/);
  expect(err).toContain("with -o FILE");
});

test.each([
  ["--fixx", "there is no flag --fixx; did you mean --fix?"],
  ["--format jsno", 'not "jsno"; did you mean json?'],
  ["--select GFF109", "did you mean GFF101 (client-before-fork)?"],
  ["--ignore F401", 'no rule has the code or prefix "F401"'],
  ["nowhere", "nowhere does not exist"],
  ["prove", "prove is followed by a command: prove -- python -m pytest"],
  ["-o no/such/folder.txt", "the report no/such/folder.txt can't be written"],
  ["rule", "rule needs a code"],
  ["rule GFF102", "did you mean GFF101 (client-before-fork)?"],
  ["rule --all --fix", "rule does not take --fix"],
])("%s is 2, without a stack", async (line, message) => {
  const { status, out, err } = await command(line, line.startsWith("-o") ? fixable : {});
  expect(status).toBe(2);
  expect(out).toBe("");
  expect(err).toContain(message);
  expect(err).toMatch(/^grpc-fork-fix: /);
  expect(err).not.toContain("    at ");
});

test("a folder that is spelled like a command", async () => {
  mkdirSync(join(folder, "trace"));
  expect((await command("./trace")).status).toBe(0);
  expect((await command("-- trace")).status).toBe(0);
});

test("our own bug keeps its stack and asks to be reported", async () => {
  const run = () => Promise.reject(new TypeError("no such step"));
  const err: string[] = [];
  const stream = { write: (text: string | Uint8Array) => void err.push(String(text)), isTerminal: false };
  const terminal = { out: stream, err: stream, environment: {}, folder, readInput: () => Buffer.alloc(0) };
  expect(await main([], terminal, { run, investigate, rules: view.rules })).toBe(2);
  expect(err.join("")).toMatch(/^TypeError: no such step\n {4}at [\s\S]*report it/);
});

test("selection and target reach the analysis", async () => {
  const line = "--select GFF1,client-before-fork --ignore all --target-python 3.9 --platform darwin --unsafe-fixes";
  const { asked } = await command(line);
  expect(asked?.options).toEqual({
    lineWidth: null,
    select: ["GFF1", "GFF101"],
    ignore: ["GFF"],
    targetPython: { major: 3, minor: 9 },
    grpcio: null,
    platform: "darwin",
    perFileIgnores: [],
    unsafeFixes: true,
  });
});

test("the project says which grpcio it uses, unless the command line does", async () => {
  writeFileSync(join(folder, "uv.lock"), '[[package]]\nname = "grpcio"\nversion = "1.71.0"\n');
  const grpcioOf = async (line: string) => (await command(line)).asked?.options.grpcio;
  expect(await grpcioOf("")).toEqual({ version: "1.71.0", source: "uv.lock:3", exact: true });
  expect(await grpcioOf("--grpcio-version 1.45.0")).toMatchObject({ version: "1.45.0", source: "--grpcio-version" });
});

test("the project says which Python it is for", async () => {
  writeFileSync(join(folder, "pyproject.toml"), '[project]\nrequires-python = ">=3.10"\n');
  expect((await command("")).asked?.options.targetPython).toEqual({ major: 3, minor: 10 });
});

test("what was taken for granted is the last line, but for -q", async () => {
  writeFileSync(join(folder, ".python-version"), "3.14\n");
  expect((await command("")).err).toMatch(/\nAssumed: Python 3.14 \(.python-version:1\), .*\.\n$/);
  expect((await command("-q")).err).toBe("");
});

test("--show-files lists what is looked at and runs nothing", async () => {
  const { out, asked } = await command("--show-files --exclude main.py");
  expect(out).toBe("app/clients.py\n");
  expect(asked).toBeUndefined();
});

test("stdin is analysed under its name", async () => {
  const { asked } = await command("- --stdin-filename app/clients.py", { input: "x = 1\n" });
  expect(asked?.files.read("app/clients.py")).toMatchObject({ text: "x = 1\n" });
  expect(asked?.files.selected("app/main.py")).toBe(false);
});

test("--write on stdin prints the repaired file, and the file on disk stays", async () => {
  const fix = { ...safeFix, files: ["app/clients.py"] };
  const line = "--write - --stdin-filename app/clients.py";
  const { status, out, err } = await command(line, { ...withFinding(fix, { changes }), input: `\ufeff${before}` });
  expect({ status, out }).toEqual({ status: 0, out: `\ufeff${after}` });
  expect(err).toBe("Fixed 1 finding in 1 file.\n");
  expect(readFileSync(join(folder, "app/clients.py"), "utf8")).toBe(before);
});

test("--write on stdin prints it as it came when the fix needs other files", async () => {
  const both = [...changes, { path: "app/main.py", before: sources.get("app/main.py") ?? "", after }];
  const line = "--write - --stdin-filename app/clients.py";
  const { status, out, err } = await command(line, { ...withFinding(safeFix, { changes: both }), input: before });
  expect({ status, out }).toEqual({ status: 1, out: before });
  expect(err).toContain("nothing was fixed, because the fixes also edit other files: app/main.py\n");
});

test("colors and progress need a person at a terminal", async () => {
  const escapeCode = "\x1b[";
  const at = (environment: Readonly<Record<string, string>>, line = "") =>
    command(line, { ...fixable, isTerminal: true, environment });
  const personal = await at({});
  expect(personal.out).toContain(escapeCode);
  expect(personal.err.replaceAll("\r\x1b[2K", "|")).toMatch(/^\|Reading 50 %\|Found/);
  for (const environment of [{ CI: "true" }, { TERM: "dumb" }]) {
    const { out, err } = await at(environment);
    expect(out + err).not.toContain("\x1b");
  }
  expect((await at({ NO_COLOR: "1" })).out).not.toContain(escapeCode);
  expect((await at({}, "--color never")).out).not.toContain(escapeCode);
  expect((await command("--color always", fixable)).out).toContain(escapeCode);
  expect((await command("", { ...fixable, environment: { FORCE_COLOR: "1" } })).out).not.toContain(escapeCode);
});

test("quiet is results only; verbose shows every notice", async () => {
  const notices = Array.from({ length: 12 }, (_, line) => ({ code: "odd", path: "a.py", line, message: "strange" }));
  const setting = { result: resultOf([], { notices }) };
  expect((await command("-q", setting)).err).toBe("");
  expect((await command("", setting)).err).toContain("note: a.py:1: strange (odd)\n");
  expect((await command("", setting)).err).toContain("… and 2 more notices (-v shows all)\n");
  expect((await command("-v", setting)).err).toContain("note: a.py:11: strange (odd)\n");
  expect((await command("--stats", setting)).err).toMatch(
    /\nLooked at 2 files \(0\.0 MB\), parsed 2, 1 entry points, 5 ms\.\n$/,
  );
});

test("rules are explained offline", async () => {
  const { status, out } = await command("rule GFF101");
  expect(status).toBe(0);
  expect(out).toMatch(/^GFF101 client-before-fork\n\n.*\.\n\nWhat happens\n\n {2}A fork copies/);
  expect(out).toContain("\n      CHANNEL = make()\n");
  expect((await command("rule client-before-fork --format markdown")).out).toMatch(/^# GFF101 client-before-fork\n/);
  expect(JSON.parse((await command("rule --all --format json")).out)).toMatchObject([{ code: "GFF101" }]);
});

test("a rule is explained with the models of the project that count for it", async () => {
  writeFileSync(join(folder, "grpc-fork-fix.toml"), '[models]\nguards = ["shop.log"]\nforks = ["shop.jobs.*"]\n');
  const section =
    "\nIn this project\n\n  What `models` in grpc-fork-fix.toml:1 says counts, too:\n\n  - `shop.jobs.*` forks\n";
  expect((await command("rule GFF101")).out).toContain(section);
  expect((await command("rule GFF101 --isolated")).out).not.toContain("In this project");
  expect((await command("rule GFF101 --format markdown")).out).toContain("\n## In this project\n");
});

test("help, version and environment answer", async () => {
  expect((await command("--help")).out).toContain("Usage: grpc-fork-fix [OPTIONS] [PATHS]...");
  expect((await command("rule --help")).out).toContain("Usage: grpc-fork-fix rule");
  expect((await command("--version")).out).toMatch(/^grpc-fork-fix \d+\.\d+\.\d+\n$/);
  const info = (await command("--env-info")).out;
  expect(info).toContain(`node ${process.version}\n`);
  expect(info).toContain(
    "\npython of the project: not stated\ngrpcio of the project: not stated\nconfiguration: none\n",
  );
});
