import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ConfigurationRequest, loadConfiguration } from "./configuration";
import { perFileIgnoresOf } from "./per-file-ignores";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "configuration-")));
  // A work tree ends the search.
  write({ ".git/HEAD": "ref: refs/heads/main\n" });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function load(files: Readonly<Record<string, string>>, request: Partial<ConfigurationRequest> = {}) {
  write(files);
  return loadConfiguration({ cwd: root, start: ".", config: null, isolated: false, ...request });
}

const section = (text: string) => `[tool.grpc-fork-fix]\n${text}`;

describe("the file", () => {
  const both = { "pyproject.toml": section("jobs = 1"), "grpc-fork-fix.toml": "jobs = 2" };

  test("is pyproject.toml with a section of ours", () => {
    const { values, origins, files } = load({ "pyproject.toml": `[project]\nname = "shop"\n${section("jobs = 3")}` });
    expect({ values, files }).toEqual({ values: { jobs: 3 }, files: ["pyproject.toml"] });
    expect(origins.get("jobs")?.place()).toBe("pyproject.toml:4");
  });

  test.each([
    ["none is there", {}, []],
    ["a pyproject.toml of others", { "pyproject.toml": "[tool.ruff]\nselect = []" }, []],
    ["a broken pyproject.toml of others", { "pyproject.toml": "[tool.ruff" }, []],
    ["a broken one that only mentions us", { "pyproject.toml": 'x = "grpc-fork-fix' }, []],
    ["both in one folder", both, ["grpc-fork-fix.toml"]],
    ["the nearer of two", { ...both, "orders/pyproject.toml": section("") }, ["orders/pyproject.toml"]],
    ["one without our section is passed over", { ...both, "orders/pyproject.toml": "" }, ["grpc-fork-fix.toml"]],
  ])("%s", (_what, files, expected) => {
    expect(load({ "orders/a.py": "", ...files }, { start: "orders/a.py" }).files).toEqual(expected);
  });

  test("is not sought above the top of the work tree", () => {
    write({ "inner/.git/HEAD": "ref: refs/heads/main\n", "inner/src/a.py": "" });
    expect(load(both, { start: "inner/src/a.py" }).files).toEqual([]);
  });

  test("is the one that is named, or none", () => {
    write({ "ci/strict.toml": "strict = true", "ci/pyproject.toml": section("strict = true") });
    expect(load(both, { config: "ci/strict.toml" }).values).toEqual({ strict: true });
    expect(load(both, { config: "ci/pyproject.toml" }).values).toEqual({ strict: true });
    expect(load(both, { isolated: true }).values).toEqual({});
  });

  test.each([
    ["no.toml", "no.toml cannot be read: it is gone"],
    ["ci", "ci cannot be read"],
    ["ci/pyproject.toml", "ci/pyproject.toml has no [tool.grpc-fork-fix]"],
  ])("that is named is %s", (config, message) => {
    expect(() => load({ "ci/pyproject.toml": "" }, { config })).toThrow(message);
  });
});

describe("what is wrong is told with its line", () => {
  const files = (text: string) => ({ "pyproject.toml": section(text) });

  test.each([
    ['selct = ["GFF1"]', "pyproject.toml:2: unknown key `selct`; did you mean `select`?"],
    ["unsafe_fixes = true", "pyproject.toml:2: unknown key `unsafe_fixes`; did you mean `unsafe-fixes`?"],
    ["quite-other = 1", "pyproject.toml:2: unknown key `quite-other`"],
    ["write = true", "pyproject.toml:2: unknown key `write`: --write is for the command line"],
    ['\n# why\nselect = "GFF1"', "pyproject.toml:4: `select` is an array of strings, not a string"],
    ['select = [\n  "GFF1",\n  2,\n]', "pyproject.toml:4: `select[1]` is a string, not a number"],
    ['strict = "yes"', "pyproject.toml:2: `strict` is true or false, not a string"],
    ["jobs = 0", "pyproject.toml:2: `jobs` is a whole number from 1, not 0"],
    ["jobs = true", "pyproject.toml:2: `jobs` is a whole number from 1, not true or false"],
    ['color = "alway"', '`color` is one of "auto", "always", "never", not "alway"; did you mean always?'],
    ['target-python = "3.7"', '`target-python` is a version from 3.8 to 3.14, not "3.7"'],
    ["target-python = 3.9", "`target-python` is a version from 3.8 to 3.14, not a number"],
    ['grpcio-version = "new"', '`grpcio-version` is a version such as 1.71.0, not "new"'],
    ['cache-dir = ""', "`cache-dir` is empty"],
    ['per-file-ignores = ["a"]', "`per-file-ignores` is a table of globs, each with an array of rules, not an array"],
    [
      '[tool.grpc-fork-fix.per-file-ignores]\n"a*" = "GFF1"',
      "pyproject.toml:3: `per-file-ignores.a*` is an array of strings",
    ],
    ["models = []", "`models` is a table, not an array"],
    ["[tool.grpc-fork-fix.models]\nopens = []", "pyproject.toml:3: unknown key `models.opens`"],
    ["models.guard = []", "unknown key `models.guard`; did you mean `guards`?"],
    [
      'models.guards = ["log"]',
      '`models.guards[0]` is a dotted name such as shop.rpc.connect or shop.rpc.*, not "log"',
    ],
    [
      "models.forks = [1]",
      "`models.forks[0]` is a dotted name such as shop.rpc.connect or shop.rpc.*, or a table with one as its `name`, not a number",
    ],
    ["models.forks = [{}]", "`models.forks[0]` has no `name`"],
    ['models.forks = [{ name = "a.b", when = "now" }]', '`models.forks[0].when` is one of "call", "start", not "now"'],
    [
      '[[tool.grpc-fork-fix.models.forks]]\nname = "a.b"\nfunction.position = -1',
      "pyproject.toml:4: `models.forks[0].function.position` is a whole number from 0",
    ],
    [
      'models.opens-grpc = [{ name = "a.b", open = "lazy" }]',
      "unknown key `models.opens-grpc[0].open`; did you mean `opens`?",
    ],
    ['models.entry-points = ["shop/cli.py"]', "pyproject.toml:2: `models.entry-points`: shop/cli.py does not exist"],
    ["select = [", "pyproject.toml:"],
    ['extend = "pyproject.toml"', "pyproject.toml:2: `extend` leads back to pyproject.toml"],
    ['extend = "base.toml"', "pyproject.toml:2: `extend`: base.toml cannot be read: it is gone"],
  ])("%s", (text, message) => {
    expect(() => load(files(text))).toThrow(message);
    expect(() => load(files(text))).toThrow(expect.objectContaining({ name: "UsageError" }));
  });

  test("every mistake at once", () => {
    expect(() => load(files("jobs = 0\nselct = []\n"))).toThrow(/:2: .*jobs[\s\S]*\n.*:3: unknown key `selct`/);
  });

  test("a section in a file that needs none", () => {
    const message = "in grpc-fork-fix.toml the keys stand without [tool.grpc-fork-fix]";
    expect(() => load({ "grpc-fork-fix.toml": section("jobs = 1") })).toThrow(message);
  });
});

describe("extend", () => {
  const base =
    'jobs = 2\nstrict = true\nmodels.guards = ["shop.a"]\nmodels.entry-points = ["run.py"]\nexclude = ["x"]\n';

  test("adds what the file itself leaves open, and models to models", () => {
    const own = 'extend = "ci/base.toml"\njobs = 1\nmodels.guards = ["shop.b"]\ncache-dir = ".c"\n';
    const files = { "ci/base.toml": `${base}cache-dir = ".d"\n`, "ci/run.py": "", "orders/grpc-fork-fix.toml": own };
    write({ "orders/ci/run.py": "" });
    const here = load({ ...files, "orders/ci/base.toml": base }, { start: "orders" });
    expect(here.values).toEqual({
      jobs: 1,
      strict: true,
      exclude: ["x"],
      "cache-dir": "orders/.c",
      models: { opensGrpc: [], forks: [], guards: ["shop.b", "shop.a"], entryPoints: ["orders/ci/run.py"] },
    });
    expect(here.files).toEqual(["orders/grpc-fork-fix.toml", "orders/ci/base.toml"]);
    expect(here.origins.get("strict")?.place()).toBe("orders/ci/base.toml:2");
    expect(here.origins.get("jobs")?.place()).toBe("orders/grpc-fork-fix.toml:2");
    expect(here.origins.get("exclude")?.folder).toBe(join(root, "orders/ci"));
  });

  test("in a circle is refused", () => {
    const files = { "grpc-fork-fix.toml": 'extend = "a.toml"', "a.toml": 'extend = "grpc-fork-fix.toml"' };
    expect(() => load(files)).toThrow("a.toml:1: `extend` leads back to grpc-fork-fix.toml");
  });
});

test("models are read in full", () => {
  const text = `
[tool.grpc-fork-fix.models]
opens-grpc = ["shop.rpc.connect", { name = "shop.rpc.Client", opens = "warm", target = "address", aio = true }]
forks = ["shop.jobs.run", { name = "shop.jobs.Job", function = { keyword = "task" }, when = "start" }]
entry-points = ["shop.jobs.main"]
`;
  expect(load({ "pyproject.toml": text }).values.models).toEqual({
    opensGrpc: [
      { name: "shop.rpc.connect", opens: "eager", target: null, aio: false },
      { name: "shop.rpc.Client", opens: "warm", target: "address", aio: true },
    ],
    forks: [
      { name: "shop.jobs.run", function: { position: 0, keyword: "target" }, when: "call" },
      { name: "shop.jobs.Job", function: { position: null, keyword: "task" }, when: "start" },
    ],
    guards: [],
    entryPoints: ["shop.jobs.main"],
  });
});

test("globs of per-file-ignores are relative to their file", () => {
  const text = '[per-file-ignores]\n"tests/*" = ["GFF1"]\n"conftest.py" = ["GFF2"]\n"!src/*" = ["GFF3"]\n';
  const ignores = perFileIgnoresOf(load({ "orders/grpc-fork-fix.toml": text }, { start: "orders" }), root);
  const codesFor = (path: string) => ignores.flatMap(({ match, codes }) => (match(path) ? codes : []));
  expect(codesFor("orders/tests/deep/a.py")).toEqual(["GFF1", "GFF3"]);
  expect(codesFor("tests/a.py")).toEqual(["GFF3"]);
  expect(codesFor("orders/src/conftest.py")).toEqual(["GFF2"]);
});
