/** Runs every example of docs/api.md, and holds what it prints to the block that follows it. */
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { inspect } from "node:util";

const root = resolve(__dirname, "..");
const page = readFileSync(join(root, "docs/api.md"), "utf8");
const examples = [...page.matchAll(/^```js\n([\s\S]*?)^```\n\n```text\n([\s\S]*?)^```$/gm)].map(
  ([, code = "", output = ""]) => ({ code, output }),
);

const home = process.cwd();
let folder = "";

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "api-docs-")));
  cpSync(join(root, "examples/orders"), join(folder, "shop"), { recursive: true });
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

test("each example says what it prints", () => {
  expect(page.match(/^```js$/gm)?.length).toBe(examples.length);
  expect(examples.length).toBeGreaterThan(5);
});

test.each(examples)(
  "example %#: $code",
  async ({ code, output }) => {
    const lines: string[] = [];
    const log = (...values: readonly unknown[]) =>
      lines.push(`${values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" ")}\n`);
    const load = (name: string) => (name === "grpc-fork-fix" ? require("../src/api") : require(name));
    const run = new Function("require", "console", `return (async () => {\n${code}\n})()`);
    await run(load, { log });
    expect(lines.join("")).toBe(output);
  },
  30_000,
);
