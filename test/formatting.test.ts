/**
 * What is repaired is formatted and linted as well as it was before, says ruff, whose formatter is black's. Skipped
 * where there is none: `npm run bench -- --install-peers` gets one.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { loadCases, type Tree } from "./fixtures/case";

type Peers = Readonly<Record<string, { readonly program: string } | null>>;

const peers: { defaultScratch: string; findPeers: (scratch: string) => Peers } = require("../bench/peers");
const ruff = peers.findPeers(peers.defaultScratch).ruff?.program;
const projectsOwn = ["shop", "shop_pb2", "shop_pb2_grpc", "clients", "prices", "stock", "settings", "registry"];
let root = "";

/** What is worse than before, and why that is left. */
const known = {
  // black and ruff want a blank line between `if` and the function that is its first statement.
  unformatted: ["reuseport-server/a-factory-and-any-port/shop.py"],
  complaints: [
    // Nobody can tell whether an import is there for what it does: `import os` of a setting that moved, `Final`, `Process`.
    "env-bootstrap/too-late-in-a-module-of-clients/clients.py F401",
    // The order of names of which one is called otherwise now.
    "imports/a-re-export-under-another-name/shop/__init__.py I001",
    // No longer than the longest line of the file.
    "lazy-client/a-global-client-of-a-wrapper-class/shop/client.py E501",
    "lazy-client/annotations-are-kept/shop.py F401",
    "settings/another-module-imports-grpc-first/main.py I001",
    "spawn-context/an-imported-name/shop.py F401",
    "spawn-context/an-imported-name/shop.py I001",
  ],
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "formatting-"));
  for (const { name, input, output } of loadCases()) {
    if (output === null) continue;
    write(join("before", name), input);
    write(join("after", name), output);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

/** Without the comments that say what is found: they make most of the long lines. */
function write(folder: string, tree: Tree): void {
  for (const [path, text] of tree) {
    if (!path.endsWith(".py")) continue;
    const file = join(root, folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text.replace(/[ \t]*# expect:.*/g, ""));
  }
}

function ask(side: "before" | "after", args: readonly string[]): string {
  const { stdout } = spawnSync(ruff as string, [...args, "--isolated", "--no-cache", "."], {
    cwd: join(root, side),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return stdout;
}

/** Files that ruff would format otherwise. */
function unformatted(side: "before" | "after"): ReadonlySet<string> {
  const heads = ask(side, ["format", "--diff"]).matchAll(/^--- (\S+)/gm);
  return new Set([...heads].map(([, path]) => path as string));
}

/** `shop.py F401`, once for each complaint. */
function complaints(side: "before" | "after"): readonly string[] {
  const own = `lint.isort.known-first-party = ${JSON.stringify(projectsOwn)}`;
  const found = ask(side, ["check", "--select", "E,F,I,B,UP", "--config", own, "--output-format", "concise"]);
  return [...found.matchAll(/^(.*?):\d+:\d+: ([A-Z]+\d+)/gm)].map(([, path, code]) => `${path} ${code}`).sort();
}

const maybe = ruff === undefined ? test.skip : test;

maybe("a file that was formatted still is", () => {
  const before = unformatted("before");
  expect([...unformatted("after")].filter((path) => !before.has(path))).toEqual(known.unformatted);
});

maybe("no complaint of a linter is new", () => {
  const before = [...complaints("before")];
  const fresh = complaints("after").filter((one) => {
    const at = before.indexOf(one);
    if (at >= 0) before.splice(at, 1);
    return at < 0;
  });
  expect(fresh).toEqual(known.complaints);
});
