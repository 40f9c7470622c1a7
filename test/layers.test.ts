/** Holds the code to its borders: who may import whom, what only one room may use, and how long things may get. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { crossings, importsOf } from "./layers/borders";
import { functionsOf } from "./layers/measure";
import { rooms } from "./layers/rooms";

const root = resolve(__dirname, "..");

/** Path from the root → text, of everything that is built. */
const sources = new Map(
  ["src", "transforms"]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => `${folder}/${path}`),
    )
    .filter((path) => /\.ts$/.test(path) && !/\.(test|test-data)\.ts$/.test(path))
    .sort()
    .map((path) => [path, readFileSync(join(root, path), "utf8")] as const),
);

describe("the rooms", () => {
  test("are left only through their doors", () => {
    expect([...sources].flatMap(([path, text]) => crossings(path, text))).toEqual([]);
  });

  test("all hold something", () => {
    const isUsed = (place: string) => [...sources.keys()].some((path) => path.startsWith(place));
    expect(rooms.flatMap((room) => room.paths).filter((place) => !isUsed(place))).toEqual([]);
  });

  test("stand in the order of the pipeline: nobody may import from a later one", () => {
    const order = rooms.map((room) => room.name);
    const backwards = rooms.flatMap((room, index) => room.may.filter((name) => order.indexOf(name) > index));
    expect(backwards).toEqual([]);
  });

  test.each([
    ["src/facts/facts.ts", 'import { link } from "../link/link";', "facts are a function of one file's text"],
    ["src/report/lines.ts", 'import type { Project } from "../host/project";', "a report reads only the result"],
    ["src/models/forks/pool.ts", 'import { step } from "../../processes/machine/machine";', "models are data"],
    ["src/rules/gff101.ts", 'const x = require("../../transforms/index");', "a rule is a question"],
    ["src/link/link.ts", 'import { readFileSync } from "node:fs";', "the core touches no disk"],
    ["src/edits/select.ts", 'import MagicString from "magic-string";', "text is edited in one place"],
    ["src/facts/facts.ts", 'import { Parser } from "web-tree-sitter";', "only python/ touches tree-sitter"],
    ["src/run.ts", "const x = process.env.HOME;", "the environment is read by"],
    ["src/run.ts", 'import lodash from "lodash";', "no room is granted"],
    ["transforms/b/c.ts", 'import { a } from "../a/part";', "knows nothing of the others"],
    ["src/shared/thing.ts", "", "is in no room"],
  ])("%s is told why not: %s", (path, text, sentence) => {
    expect(crossings(path, text)).toEqual([expect.stringContaining(sentence)]);
  });

  test("do not count what a comment says", () => {
    expect(crossings("src/code.ts", '/** from "node:fs" */\n// process.env\n')).toEqual([]);
  });
});

describe("the packages", () => {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  const installed = Object.keys({ ...dependencies, ...optionalDependencies });

  test("that users install are all imported", () => {
    const imported = [...sources.values()].flatMap(importsOf);
    const isImported = (name: string) => imported.some((other) => other === name || other.startsWith(`${name}/`));
    expect(installed.filter((name) => !isImported(name))).toEqual([]);
  });

  test("have their reason in CONTRIBUTING.md", () => {
    const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
    const named = [...text.matchAll(/^\| `([^`]+)` \| .{20,} \|$/gm)].map((match) => match[1]);
    expect(named.sort()).toEqual([...installed, ...Object.keys(devDependencies)].sort());
  });
});

describe("the repository", () => {
  test("holds nothing that was installed: a tracked link would take the place of the folder in every checkout", () => {
    // Outside of a work tree git has nothing to list.
    const { stdout } = spawnSync("git", ["ls-files", "node_modules", ".venv-proof"], { cwd: root, encoding: "utf8" });
    expect(stdout ?? "").toBe("");
  });
});

describe("sizes", () => {
  test("no file has more than 400 lines", () => {
    const long = [...sources].flatMap(([path, text]) => {
      const lines = text.split("\n").length - 1;
      return lines > 400 ? [`${path} has ${lines} lines: which noun in it wants a file of its own?`] : [];
    });
    expect(long).toEqual([]);
  });

  test("no function has more than 80 lines", () => {
    const long = [...sources].flatMap(([path, text]) =>
      functionsOf(text)
        .filter(({ length }) => length > 80)
        .map(({ head, line, length }) => `${path}:${line} has ${length} lines: ${head}`),
    );
    expect(long).toEqual([]);
  });

  test("a function is measured from its signature to its brace", () => {
    const text = ["function a(", "  x: T,", "): T {", "  if (x) {", "    y();", "  }", "}", "const b = () => {", "};"];
    expect(functionsOf(text.join("\n"))).toEqual([
      { head: "function a(", line: 1, length: 7 },
      { head: "const b = () => {", line: 8, length: 2 },
    ]);
    const measured = [...sources.values()].flatMap(functionsOf);
    expect(measured.length).toBeGreaterThan(sources.size);
    expect(measured.every(({ length }) => length > 0)).toBe(true);
  });
});
