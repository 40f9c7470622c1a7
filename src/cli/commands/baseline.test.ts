import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { commit, put, shop, typed, workTree } from "../typed.test-data";

const name = "grpc-fork-fix-baseline.json";

// Each run loads and drives the whole analysis.
jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = workTree(shop);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function held(file = name): readonly { readonly path: string; readonly rule: string }[] {
  return JSON.parse(readFileSync(join(folder, file), "utf8")).findings;
}

const refund = `import multiprocessing

import grpc

from shop.bank_pb2_grpc import BankStub

BANK = BankStub(grpc.insecure_channel("bank:50051"))


def refund(order):
    BANK.Refund(order)


if __name__ == "__main__":
    multiprocessing.Process(target=refund, args=(1,)).start()
`;

test("what a baseline holds is not reported, from whatever folder; what is new is", async () => {
  expect(await typed(folder, "baseline create")).toEqual({
    status: 0,
    out: "",
    err: `${name} holds 1 finding.\n`,
  });
  expect(held()).toMatchObject([{ path: "app/clients.py", rule: "GFF101" }]);
  for (const at of [folder, join(folder, "app")]) {
    const { status, out, err } = await typed(at, "--check");
    expect({ status, out }).toEqual({ status: 0, out: "" });
    expect(err).toBe("No findings in 3 files.\n1 known finding left out (baseline).\n");
  }
  expect((await typed(folder, "--no-baseline")).status).toBe(1);
  expect((await typed(folder, "--isolated")).status).toBe(1);
  put(folder, "app/refunds.py", refund);
  const { status, out } = await typed(folder, "--format json");
  expect(status).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ known: 1, findings: [{ path: "app/refunds.py" }] });
});

test("--write repairs what is reported and nothing else", async () => {
  await typed(folder, "baseline create");
  put(folder, "app/refunds.py", refund);
  commit(folder);
  expect((await typed(folder, "--write")).status).toBe(0);
  expect(readFileSync(join(folder, "app/clients.py"), "utf8")).toBe(shop["app/clients.py"]);
  expect(readFileSync(join(folder, "app/refunds.py"), "utf8")).toContain("get_bank().Refund(order)");
});

test("prune takes out what is gone, lets the rest follow its file, and adds nothing", async () => {
  put(folder, "app/refunds.py", refund);
  await typed(folder, "baseline create");
  put(folder, "app/gifts.py", refund.replaceAll("refund", "give"));
  expect((await typed(folder, "baseline prune")).err).toBe(`0 findings taken out of ${name}; 2 left.\n`);
  const before = readFileSync(join(folder, name), "utf8");
  rmSync(join(folder, "app/refunds.py"));
  rmSync(join(folder, "app/gifts.py"));
  renameSync(join(folder, "app/clients.py"), join(folder, "app/stock.py"));
  put(folder, "app/main.py", shop["app/main.py"]?.replace("app.clients", "app.stock") ?? "");
  expect((await typed(folder, "app")).status).toBe(0);
  expect(await typed(folder, "baseline prune --dry-run")).toMatchObject({ status: 1 });
  expect(readFileSync(join(folder, name), "utf8")).toBe(before);
  expect((await typed(folder, "baseline prune --select GFF2")).err).toBe(
    `1 finding taken out of ${name}, 1 followed to other files; 1 left.\n`,
  );
  expect(held()).toMatchObject([{ path: "app/stock.py" }]);
  expect((await typed(folder, "baseline prune --dry-run")).status).toBe(0);
});

test("what the configuration names is taken, and need not be there to be made", async () => {
  put(folder, "grpc-fork-fix.toml", 'baseline = "ci/known.json"\n');
  put(folder, "ci/README", "");
  expect((await typed(folder, "")).err).toBe("grpc-fork-fix: ci/known.json cannot be read: it is gone\n");
  await typed(join(folder, "app"), "baseline create");
  expect(held("ci/known.json")).toHaveLength(1);
  expect((await typed(folder, "")).status).toBe(0);
  expect((await typed(folder, "--show-settings")).out).toMatch(
    /^baseline = "ci\/known.json" +# grpc-fork-fix.toml:1$/m,
  );
});

test("a useless suppression and a broken file are reported whatever a baseline says", async () => {
  put(folder, "app/main.py", `${shop["app/main.py"]}import grpc  # grpc-fork-fix: ignore[GFF103]\n`);
  const { err } = await typed(folder, "baseline create");
  expect(err).toContain("1 finding of GFF001 or GFF002 can't be known and will be reported.\n");
  expect((await typed(folder, "")).out).toContain("GFF001");
});

test.each([
  ["baseline", "is followed by create or prune, not nothing"],
  ["baseline crate", 'is followed by create or prune, not "crate"'],
  ["baseline prune", "there is no baseline"],
  ["baseline prune app", "takes no paths"],
  ["baseline prune --force", "does not take --force"],
  ["baseline create --dry-run", "does not take --dry-run"],
  ["baseline create --write", "baseline does not take --write"],
  ["baseline create --baseline no/where.json", "no/where.json can't be written: it is gone"],
  ["--baseline nowhere.json", "nowhere.json cannot be read: it is gone"],
])("%s is wrong use", async (line, message) => {
  const { status, err } = await typed(folder, line);
  expect(status).toBe(2);
  expect(err).toContain(message);
  expect(existsSync(join(folder, name))).toBe(false);
});

test("a baseline that is there is not made anew unasked", async () => {
  put(folder, name, '{ "version": 1, "findings": [] }');
  expect(await typed(folder, "baseline create")).toMatchObject({ status: 2 });
  expect((await typed(folder, "baseline create --force")).status).toBe(0);
  expect(held()).toHaveLength(1);
});
