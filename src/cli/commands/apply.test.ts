import { chmodSync, existsSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Bundle } from "../../bundle/bundle";
import { commit, git, put, shop, typed, workTree } from "../typed.test-data";

const refunds = `# coding: latin-1
import multiprocessing

import grpc

from shop.bank_pb2_grpc import BankStub

BANK = BankStub(grpc.insecure_channel("bank:50051"))


def refund(order):
    BANK.Refund(order, "größe")


if __name__ == "__main__":
    multiprocessing.Process(target=refund, args=(1,)).start()
`;

// Each run loads and drives the whole analysis.
jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = workTree(shop);
  put(folder, "app/refunds.py", Buffer.from(refunds.replaceAll("\n", "\r\n"), "latin1"));
  chmodSync(join(folder, "app/refunds.py"), 0o755);
  commit(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const paths = ["app/clients.py", "app/main.py", "app/refunds.py"] as const;

function contents(): readonly string[] {
  return paths.map((path) => readFileSync(join(folder, path), "latin1"));
}

async function exported(line = "--export-fixes fixes.json"): Promise<Bundle> {
  await typed(folder, line);
  return JSON.parse(readFileSync(join(folder, "fixes.json"), "utf8"));
}

/** The bundle, with another text in place of some of it. */
function forge(old: string | RegExp, text: string): void {
  put(folder, "fixes.json", readFileSync(join(folder, "fixes.json"), "utf8").replaceAll(old, text));
}

test("a bundle says what it is for", async () => {
  const bundle = await exported();
  expect(bundle).toMatchObject({ version: 1, base: git(folder, "rev-parse", "HEAD").trim() });
  expect(bundle.files.map(({ path, mode, after }) => [path, mode, after.encoding])).toEqual([
    ["app/clients.py", "100644", "utf-8"],
    ["app/main.py", "100644", "utf-8"],
    ["app/refunds.py", "100755", "base64"],
  ]);
  expect(bundle.fixes.map(({ findings }) => findings[0]?.path)).toEqual(["app/clients.py", "app/refunds.py"]);
});

test("applying it writes what --write would have written, once", async () => {
  await exported();
  const old = contents();
  await typed(folder, "--write");
  const written = contents();
  git(folder, "checkout", "-q", ".");
  const dry = await typed(join(folder, "app"), "apply ../fixes.json --dry-run");
  expect(dry).toMatchObject({ status: 0, err: "Would apply 2 of 2 fixes in 3 files.\n" });
  expect(dry.out).toMatch(/^--- a\//);
  expect(contents()).toEqual(old);
  expect(await typed(folder, "apply fixes.json")).toEqual({
    status: 0,
    out: "",
    err: "Applied 2 of 2 fixes in 3 files.\n",
  });
  expect(contents()).toEqual(written);
  expect(await typed(folder, "apply fixes.json")).toMatchObject({
    status: 0,
    err: "All of these fixes are applied already.\n",
  });
});

test("it may come through stdin, and be made in a run that writes", async () => {
  await exported("--write --export-fixes fixes.json");
  const written = contents();
  git(folder, "checkout", "-q", ".");
  const readInput = () => readFileSync(join(folder, "fixes.json"));
  expect((await typed(folder, "apply -", { readInput })).status).toBe(0);
  expect(contents()).toEqual(written);
});

test("a fix with a file that was changed since is left out whole", async () => {
  await exported();
  put(folder, "app/main.py", `${shop["app/main.py"]}# closed\n`);
  commit(folder);
  const { status, err } = await typed(folder, "apply fixes.json");
  expect(status).toBe(1);
  expect(err).toBe(
    "refused: app/main.py: it is not as it was when the fixes were made\n" +
      "left out: lazy-client for GFF101 at app/clients.py:5: it edits app/main.py\n" +
      "Applied 1 of 2 fixes in 1 file.\n",
  );
  const [clients, , changed] = contents();
  expect(clients).toBe(shop["app/clients.py"]);
  expect(changed).toContain("get_bank().Refund");
});

test.each([
  ["../refunds.py", "it leads out of the project with `..`"],
  ["/etc/refunds.py", "it is an absolute path"],
  [".git/refunds.py", "it is in a .git folder"],
  ["gone/refunds.py", "it is gone"],
  ["link/refunds.py", "it is a link to a file outside the project"],
])("a path such as %s is refused, and the other fixes land", async (path, reason) => {
  const outside = workTree({ "refunds.py": refunds });
  symlinkSync(outside, join(folder, "link"));
  await exported();
  forge("app/refunds.py", path);
  const { status, err } = await typed(folder, "apply fixes.json");
  rmSync(outside, { recursive: true });
  expect(status).toBe(1);
  expect(err).toContain(`refused: ${path}: ${reason}\n`);
  expect(contents()[0]).not.toBe(shop["app/clients.py"]);
});

test("what would overwrite a person's work is refused", async () => {
  await exported();
  git(folder, "rm", "-q", "--cached", "app/main.py");
  const old = contents();
  const { status, err } = await typed(folder, "apply fixes.json");
  expect(status).toBe(2);
  expect(err).toContain("grpc-fork-fix: apply would change files that could not be brought back:\n  app/main.py:");
  expect(contents()).toEqual(old);
  expect((await typed(folder, "apply fixes.json --allow-dirty")).status).toBe(0);
});

test("two names of one file are no two files", async () => {
  await exported();
  symlinkSync("clients.py", join(folder, "app/main2.py"));
  const { files, fixes } = JSON.parse(readFileSync(join(folder, "fixes.json"), "utf8"));
  files.push({ ...files[0], path: "app/main2.py" });
  fixes[1].edits.push({ path: "app/main2.py", span: { start: 0, end: 0 }, text: "evil()\n" });
  put(folder, "fixes.json", JSON.stringify({ ...(await exported("--version")), files, fixes }));
  const { status, err } = await typed(folder, "apply fixes.json");
  expect(status).toBe(1);
  expect(err).toContain("refused: app/main2.py: it is the same file as app/clients.py\n");
});

test("a new text that is no text is refused", async () => {
  await exported();
  forge(/"encoding": "base64",\s+"data": "[^"]*"/g, '"encoding": "base64", "data": "AAAA"');
  expect((await typed(folder, "apply fixes.json")).err).toContain("its new text is not Python text");
});

test.each([
  ["apply", "apply takes one file"],
  ["apply a b", "apply takes one file"],
  ["apply nowhere.json", "nowhere.json cannot be read: it is gone"],
  ["apply app/main.py", "app/main.py:1: not JSON: a value should stand here"],
  ["apply - --write", "apply does not take --write"],
  ["--export-fixes no/where.json", "the fixes can't be written to no/where.json: it is gone"],
  ["--export-fixes f.json - --stdin-filename a.py", "--export-fixes is for files on the disk"],
])("%s is wrong use", async (line, message) => {
  const { status, err } = await typed(folder, line);
  expect(status).toBe(2);
  expect(err).toContain(message);
  expect(existsSync(join(folder, "f.json"))).toBe(false);
});
