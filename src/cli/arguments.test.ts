import type { Configuration } from "../host/configuration/configuration";
import { type Arguments, argumentsOf, configurationAsked, startOf } from "./arguments";
import { tokensOf } from "./tokens";

function parse(...argv: readonly string[]): Arguments {
  return argumentsOf(tokensOf(argv));
}

test("nothing is a report on the working directory", () => {
  expect(parse()).toEqual({
    mode: "report",
    interactive: false,
    paths: ["."],
    stdinFilename: null,
    exportFixes: null,
    select: [],
    ignore: [],
    unsafeFixes: false,
    transforms: [],
    strict: false,
    exitZero: false,
    outputs: [{ format: "text", file: null }],
    color: "auto",
    volume: "normal",
    stats: false,
    showFiles: false,
    showSettings: false,
    exclude: [],
    excludeFrom: null,
    gitignore: true,
    targetPython: null,
    grpcioVersion: null,
    platform: "linux",
    allowDirty: false,
    allowNoVcs: false,
    jobs: null,
    cache: true,
    cacheDir: null,
  });
});

test.each([
  [["--check"], "report"],
  [["--dry-run"], "dry-run"],
  [["--dry"], "dry-run"],
  [["--diff"], "dry-run"],
  [["-d"], "dry-run"],
  [["--write"], "write"],
  [["--fix"], "write"],
])("%j is the mode %s", (argv, mode) => {
  expect(parse(...argv).mode).toBe(mode);
});

test("values are read", () => {
  const flags =
    "--select GFF1,GFF303 --select GFF4 --ignore=GFF101 --exclude a,b --exclude c --target-python 3.12".split(" ");
  const more = "--grpcio-version 1.71.0 --platform darwin --jobs 4 --no-cache --cache-dir .c --color never".split(" ");
  expect(parse(...flags, ...more, "src", "tests")).toMatchObject({
    select: ["GFF1", "GFF303", "GFF4"],
    ignore: ["GFF101"],
    exclude: ["a", "b", "c"],
    targetPython: { major: 3, minor: 12 },
    grpcioVersion: "1.71.0",
    platform: "darwin",
    jobs: 4,
    cache: false,
    cacheDir: ".c",
    color: "never",
    paths: ["src", "tests"],
  });
});

test.each([
  ["-p", "-d"],
  ["--print", "--dry-run"],
  ["--cpus=3", "--jobs 3"],
  ["-c 3", "--jobs 3"],
  ["--run-in-band", "--jobs 1"],
  ["--ignore-pattern a --ignore-pattern=b", "--exclude a,b"],
  ["-ps", "-dq"],
  ["--silent", "--quiet"],
  ["--verbose=0", ""],
  ["--verbose=2", "--verbose"],
  ["--extensions=py --extensions .py", ""],
  ["-t lazy-client", "--transform=lazy-client"],
])("%s of jscodeshift is %j", (theirs, ours) => {
  const words = (line: string) => line.split(" ").filter((word) => word !== "");
  expect(parse(...words(theirs))).toEqual(parse(...words(ours)));
});

test("switches are read, in clusters too", () => {
  expect(parse("-dq", "--unsafe-fixes", "--strict", "--exit-zero", "--no-gitignore", "--force")).toMatchObject({
    mode: "dry-run",
    volume: "quiet",
    unsafeFixes: true,
    strict: true,
    exitZero: true,
    gitignore: false,
    allowDirty: true,
    allowNoVcs: true,
  });
});

describe("over a configuration file", () => {
  const origin = { folder: "/shop", place: () => "pyproject.toml:2" };
  const over = (values: Configuration["values"], ...argv: readonly string[]) =>
    argumentsOf(tokensOf(argv), { values, origins: new Map([["exclude", origin]]), files: [] });

  test("what the file says holds", () => {
    const values: Configuration["values"] = {
      ...{ select: ["GFF1"], ignore: ["GFF103"], exclude: ["{a,b}/*"], "unsafe-fixes": true, strict: true },
      ...{ "exit-zero": true, stats: true, "no-gitignore": true, "no-cache": true, "cache-dir": ".c", jobs: 3 },
      ...({ color: "never", platform: "darwin" } as const),
      ...{ quiet: true, "grpcio-version": "1.60.0", format: "json" },
      ...{ "output-file": "forks.json", "target-python": { major: 3, minor: 9 } },
    };
    expect(over(values)).toMatchObject({
      ...{ select: ["GFF1"], ignore: ["GFF103"], exclude: ["{a,b}/*"], excludeFrom: "/shop", unsafeFixes: true },
      ...{ strict: true, exitZero: true, stats: true, gitignore: false, cache: false, cacheDir: ".c", jobs: 3 },
      ...{ color: "never", platform: "darwin", volume: "quiet", grpcioVersion: "1.60.0" },
      ...{ outputs: [{ format: "json", file: "forks.json" }], targetPython: { major: 3, minor: 9 } },
    });
  });

  test("the command line has the last word", () => {
    expect(over({ select: ["GFF1"] }, "--select", "GFF2").select).toEqual(["GFF2"]);
    expect(over({ exclude: ["a"] }, "--exclude", "b")).toMatchObject({ exclude: ["b"], excludeFrom: null });
    expect(over({ jobs: 3, color: "never" }, "--jobs", "1", "--color", "auto")).toMatchObject({
      jobs: 1,
      color: "auto",
    });
    expect(over({ quiet: true }, "-v").volume).toBe("verbose");
    const switches = "--no-strict --no-unsafe-fixes --no-exit-zero --gitignore --cache".split(" ");
    const on = { strict: true, "unsafe-fixes": true, "exit-zero": true, "no-gitignore": true, "no-cache": true };
    expect(over(on, ...switches)).toEqual(over({}));
    expect(over({}, "--no-strict", "--strict").strict).toBe(true);
  });

  test.each([
    ["", [{ format: "json", file: "forks.json" }]],
    ["-o other.json", [{ format: "json", file: "other.json" }]],
    ["--format text", [{ format: "text", file: null }]],
    ["--format text -o a.txt", [{ format: "text", file: "a.txt" }]],
  ])("%s leaves of its report", (flags, outputs) => {
    const values = { format: "json", "output-file": "forks.json" };
    expect(over(values, ...flags.split(" ").filter(Boolean)).outputs).toEqual(outputs);
  });
});

test.each([
  [[], { config: null, isolated: false }, "."],
  [["--config", "a.toml", "src/a.py", "b"], { config: "a.toml", isolated: false }, "src/a.py"],
  [["--isolated", "-", "--stdin-filename", "b.py"], { config: null, isolated: true }, "b.py"],
])("%j asks for a configuration", (argv, asked, start) => {
  expect(configurationAsked(tokensOf(argv))).toEqual(asked);
  expect(startOf(tokensOf(argv))).toBe(start);
});

test("a file and no file exclude each other", () => {
  const tokens = tokensOf(["--config", "a.toml", "--isolated"]);
  expect(() => configurationAsked(tokens)).toThrow("--config and --isolated exclude each other");
});

test("after -- everything is a path", () => {
  expect(parse("--", "--fix", "-d").paths).toEqual(["--fix", "-d"]);
  expect(parse("--", "--fix").mode).toBe("report");
});

test("stdin has a name", () => {
  expect(parse("-", "--stdin-filename", "app/main.py")).toMatchObject({ paths: ["-"], stdinFilename: "app/main.py" });
});

test.each([
  [["--fixx"], "there is no flag --fixx; did you mean --fix?"],
  [["-x"], "there is no flag -x"],
  [["--interactive"], "--interactive goes with --write"],
  [["--parser", "tsx"], "--parser: that is about JavaScript"],
  [["--parser=flow"], "--parser: that is about JavaScript"],
  [["--no-babel"], "--babel: that is about JavaScript"],
  [["--extensions", "js,py"], "--extensions js,py: files that end in .py are read"],
  [["--ignore-config=.gitignore"], "--exclude GLOB leaves out more"],
  [["--fail-on-error"], "--exit-zero turns 1 into 0"],
  [["--stdin"], "`-` with --stdin-filename is one file"],
  [["--verbose=3"], '--verbose takes no value, but got "3"'],
  [["--cpus", "0"], '--jobs is a number from 1, not "0"'],
  [["--cpus"], "--cpus needs a value: --cpus N"],
  [["-i", "--write", "-", "--stdin-filename", "a.py"], "--interactive is for files on the disk"],
  [["--export-fixes", "f", "-", "--stdin-filename", "a.py"], "--export-fixes is for files on the disk"],
  [["--write=yes"], '--write takes no value, but got "yes"'],
  [["--select"], "--select needs a value: --select CODES"],
  [["--select", "--write"], "--select needs a value: --select CODES"],
  [["--select="], "--select needs a value: --select CODES"],
  [["--write", "--dry-run"], "--dry-run and --write exclude each other"],
  [["--check", "--fix"], "--check and --write exclude each other"],
  [["-q", "-v"], "--quiet and --verbose exclude each other"],
  [["-"], "`-` (stdin) needs --stdin-filename FILE"],
  [["-", "a.py", "--stdin-filename", "b.py"], "`-` (stdin) can't be combined with other paths"],
  [["a.py", "--stdin-filename", "b.py"], "--stdin-filename is for the path `-` (stdin)"],
  [["--color", "alway"], '--color is one of auto, always, never, not "alway"; did you mean always?'],
  [["--platform", "windows"], '--platform is one of linux, darwin, not "windows"'],
  [["--target-python", "3.7"], '--target-python is a version from 3.8 to 3.14, not "3.7"'],
  [["--target-python", "py312"], '--target-python is a version from 3.8 to 3.14, not "py312"'],
  [["--grpcio-version", "new"], '--grpcio-version is a version such as 1.71.0, not "new"'],
  [["--jobs", "0"], '--jobs is a number from 1, not "0"'],
  [["--all"], "there is no flag --all"],
])("%j is refused", (argv, message) => {
  expect(() => parse(...argv)).toThrow(message);
  expect(() => parse(...argv)).toThrow(expect.objectContaining({ name: "UsageError" }));
});

test.each([
  ["--format json", [{ format: "json", file: null }]],
  ["--format json -o a.json", [{ format: "json", file: "a.json" }]],
  ["-o a.json --format json", [{ format: "json", file: "a.json" }]],
  ["-o a.txt", [{ format: "text", file: "a.txt" }]],
  ["-o - --format json", [{ format: "json", file: null }]],
  [
    "--format json -o a.json --format text",
    [
      { format: "json", file: "a.json" },
      { format: "text", file: null },
    ],
  ],
  [
    "--format text --format json -oa.json",
    [
      { format: "text", file: null },
      { format: "json", file: "a.json" },
    ],
  ],
  [
    "-o a.json --format json -o b.txt --format text",
    [
      { format: "json", file: "a.json" },
      { format: "text", file: "b.txt" },
    ],
  ],
])("%s", (flags, outputs) => {
  expect(parse(...flags.split(" ")).outputs).toEqual(outputs);
});

test.each([
  ["--format json --format text", "only one report can go to stdout"],
  ["--format json -o a --format text -o a", "two reports can't go to one file: a"],
])("%s is refused", (flags, message) => {
  expect(() => parse(...flags.split(" "))).toThrow(message);
});
