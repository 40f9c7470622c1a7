import { type Arguments, argumentsOf } from "./arguments";
import { tokensOf } from "./tokens";

function parse(...argv: readonly string[]): Arguments {
  return argumentsOf(tokensOf(argv));
}

test("nothing is a report on the working directory", () => {
  expect(parse()).toEqual({
    mode: "report",
    paths: ["."],
    stdinFilename: null,
    select: [],
    ignore: [],
    unsafeFixes: false,
    strict: false,
    exitZero: false,
    outputs: [{ format: "text", file: null }],
    color: "auto",
    volume: "normal",
    stats: false,
    showFiles: false,
    exclude: [],
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
  [["--show-settings"], "--show-settings is not in this version"],
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
  [["--all"], "--all is for the command rule: grpc-fork-fix rule --all"],
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
