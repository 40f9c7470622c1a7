import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Investigation } from "../../run";
import { type Engine, realEngine } from "../engine";
import type { Person } from "../person";
import type { Terminal } from "../terminal";
import { commit, put, typed, workTree } from "../typed.test-data";

const files = {
  "clients.py": `import grpc
from shop_pb2_grpc import PricesStub, StockStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))
stock = StockStub(grpc.insecure_channel("stock:50051"))
`,
  "jobs.py": `import multiprocessing
from clients import prices, stock


def count(sku):
    return prices.Quote(sku), stock.Count(sku)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
`,
};

// Each run loads and drives the whole analysis.
jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = workTree(files);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function text(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** Runs the review with these answers; `edit` is what the editor does. */
async function review(
  answers: readonly string[],
  edit: Person["edit"] = unedited,
  line = "",
  more: Partial<Terminal> = {},
) {
  const left = [...answers];
  const questions: string[] = [];
  const person: Person = {
    ask: async (question) => {
      questions.push(question);
      return left.shift() ?? null;
    },
    edit,
    leave: () => void questions.push("left"),
  };
  const outcome = await typed(folder, `--write -i ${line}`, { person: () => person, ...more }, tellingEngine);
  return { ...outcome, questions };
}

/** The real one; small as the shop is, it always has progress to tell of. */
const tellingEngine: Engine = {
  ...realEngine,
  investigate: async (files, options) => {
    options.progress?.("Looking", 1, 2);
    const investigation = await realEngine.investigate(files, options);
    const fix: Investigation["fix"] = (fixes) => {
      options.progress?.("Looking again", 1, 2);
      return investigation.fix(fixes);
    };
    return { ...investigation, fix };
  },
};

const unedited: Person["edit"] = (_, before) => ({ kind: "text", text: before });

function replacing(old: string, next: string): Person["edit"] {
  return (_, before) => ({ kind: "text", text: before.replaceAll(old, next) });
}

test("only what was taken lands, and the rest is left", async () => {
  const { status, out, err, questions } = await review(["n", "y"]);
  expect(status).toBe(1);
  expect(questions).toEqual(["Take this fix [y,n,a,q,e,?]? ", "Take this fix [y,n,a,q,e,?]? ", "left"]);
  expect(text("jobs.py")).toContain("return prices.Quote(sku), get_stock().Count(sku)");
  expect(err).toContain("Fix 1 of 2\n\nclients.py:4:21: GFF101");
  expect(err).toContain("+    return get_prices().Quote(sku), stock.Count(sku)\n");
  expect(err).toContain("Fixed 1 finding in 2 files; 1 has no fix (not-chosen).\n");
  expect(out).toContain("  fix: none, not-chosen: it was left out in the review\n");
});

test("all of them come to what --write does", async () => {
  expect(await review(["a"])).toMatchObject({ status: 0, out: "" });
  const reviewed = [text("clients.py"), text("jobs.py")];
  rmSync(folder, { recursive: true });
  folder = workTree(files);
  await typed(folder, "--write");
  expect([text("clients.py"), text("jobs.py")]).toEqual(reviewed);
});

test("progress is shown before the first question and not between them", async () => {
  const written: string[] = [];
  const err = { write: (piece: string | Uint8Array) => void written.push(String(piece)), isTerminal: true };
  await review(["n", "n"], unedited, "--color never", { err });
  const text = written.join("");
  const first = text.indexOf("Fix 1 of 2");
  expect(text.slice(0, first)).toContain("Looking 50 %");
  expect(text.slice(first)).not.toContain("\x1b");
});

test("the end of the input leaves everything", async () => {
  expect((await review([])).status).toBe(1);
  expect(text("clients.py")).toBe(files["clients.py"]);
});

test("what a person writes takes the place of the fix", async () => {
  const { err } = await review(["e", "y", "y"], replacing("get_prices", "prices_of_this_process"));
  expect(err).toContain("+    return prices_of_this_process().Quote(sku), stock.Count(sku)\n");
  expect(text("jobs.py")).toContain("return prices_of_this_process().Quote(sku), ");
  expect(err).not.toContain("Not taken");
});

test.each<[string, Person["edit"], string]>([
  ["does not parse", replacing("def ", "def def "), "clients.py does not parse any more"],
  [
    "does not repair",
    replacing("get_prices()", "get_prices()\n\n\nPRICES = get_prices()\nPRICES.Quote(1)"),
    "clients.py",
  ],
  ["was not written", () => ({ kind: "failed", message: "vi ended with 1" }), "vi ended with 1"],
  [
    "leaves the finding",
    (name) => ({ kind: "text", text: `# looked at\n${files[name as keyof typeof files]}` }),
    "with this text the finding is still there, or another one is",
  ],
])("a text that %s is not taken", async (_what, edit, why) => {
  const { err, questions } = await review(["e", "n", "q"], edit);
  expect(err).toContain("Not taken: ");
  expect(err).toContain(why);
  expect(questions).toHaveLength(4);
  expect(text("clients.py")).toBe(files["clients.py"]);
});

test("another way is shown, and taken, unsafe or not", async () => {
  const program = readFileSync(
    join(__dirname, "../../../__testfixtures__/decisions/in-flight-and-the-child-uses-it.input.py"),
    "utf8",
  );
  rmSync(join(folder, "clients.py"));
  put(folder, "jobs.py", program);
  commit(folder);
  const { err } = await review(["9", "2", "y"]);
  expect(err).toMatch(/\nWays to repair it:\n {2}1\. .* \(shown\)\n {2}2\. /);
  expect(err).toMatch(/\nNo: there are \d ways\.\n/);
  expect(text("jobs.py")).not.toBe(program);
});

test("where nobody sits, nothing is asked", async () => {
  expect(await typed(folder, "--write --interactive")).toMatchObject({
    status: 2,
    err: "grpc-fork-fix: --interactive asks somebody at a terminal, and here is none\n",
  });
});

/** Starts the tool from its sources, so that no build is needed. */
const launcher = `
const { readFileSync } = require("node:fs");
const { transformSync } = require(${JSON.stringify(require.resolve("@swc/core"))});
require.extensions[".ts"] = (module, file) => {
  const options = { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } };
  module._compile(transformSync(readFileSync(file, "utf8"), options).code, file);
};
require(${JSON.stringify(resolve(__dirname, "../main.ts"))})
  .main(process.argv.slice(2))
  .then((status) => { process.exitCode = status; });
`;

const hasScript = process.platform === "linux" && spawnSync("script", ["--version"]).status === 0;
if (!hasScript) console.warn("The review at a real terminal is not tested: there is no `script` of util-linux here.");

(hasScript ? test : test.skip)(
  "at a real terminal, with a real editor",
  () => {
    const place = mkdtempSync(join(tmpdir(), "launcher-"));
    const file = join(place, "launch.js");
    writeFileSync(file, launcher);
    const command = `'${process.execPath}' '${file}' --write --interactive --color never`;
    const run = spawnSync("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
      cwd: folder,
      input: "e\ny\nn\n",
      encoding: "utf8",
      env: { ...process.env, VISUAL: "sed -i s/get_prices/prices_here/", CI: "" },
    });
    rmSync(place, { recursive: true });
    expect(run.stdout).toContain("Fix 2 of 2");
    expect(run.status).toBe(1);
    expect(text("jobs.py")).toContain("return prices_here().Quote(sku), stock.Count(sku)");
    expect(text("clients.py")).toContain("def prices_here():");
  },
  120_000,
);
