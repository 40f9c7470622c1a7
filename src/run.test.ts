import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesOf, options } from "./processes/program.test-data";
import { investigate } from "./run";
import type { Decision } from "./types";

const fixtures = join(__dirname, "../__testfixtures__");

const clients = `import grpc
from shop_pb2_grpc import PricesStub, StockStub

prices = PricesStub(grpc.insecure_channel("prices:50051"))
stock = StockStub(grpc.insecure_channel("stock:50051"))
`;

const jobs = `import multiprocessing
from clients import prices, stock


def count(sku):
    return prices.Quote(sku), stock.Count(sku)


if __name__ == "__main__":
    multiprocessing.Process(target=count, args=("tea",)).start()
`;

const shop = { "clients.py": clients, "jobs.py": jobs };

function found(decisions: readonly Decision[], text: string): Decision {
  const decision = decisions.find(({ finding: { at } }) => clients.slice(at.span.start, at.span.end).includes(text));
  if (!decision) throw new Error(`nothing was found at ${text}`);
  return decision;
}

describe("a fix that is chosen", () => {
  test("comes without the others", async () => {
    const { result, fix } = await investigate(filesOf(shop), options);
    expect(result.decisions).toHaveLength(2);
    const { finding, fix: wanted } = found(result.decisions, "stock");
    const { changes, decisions } = fix([{ finding, fix: wanted }]);
    expect(changes.map(({ path }) => path)).toEqual(["clients.py", "jobs.py"]);
    expect(changes[1]?.after).toContain("return prices.Quote(sku), get_stock().Count(sku)");
    expect(decisions.find((one) => one.finding === finding)?.fix.status).toBe("safe");
  });

  test("may be edited, and is verified as it then is", async () => {
    const { result, fix } = await investigate(filesOf(shop), options);
    const wanted = found(result.decisions, "stock");
    const start = clients.indexOf("stock =");
    const edited = (text: string) => [{ path: "clients.py", span: { start, end: clients.length }, text }];
    const { changes } = fix([{ ...wanted, edits: edited("stock = None\n") }]);
    expect(changes.map(({ path, after }) => [path, after.slice(start)])).toEqual([["clients.py", "stock = None\n"]]);
    for (const wrong of ["stock = (\n", 'stock = StockStub(grpc.insecure_channel("stock"))\n']) {
      const { changes: none, decisions } = fix([{ ...wanted, edits: edited(wrong) }]);
      expect(none).toEqual([]);
      expect(decisions.find((one) => one.finding === wanted.finding)?.fix.reason).toBe("verification-failed");
    }
  });

  test("may be unsafe, and one that the run passed over", async () => {
    const text = await readFile(join(fixtures, "decisions/in-flight-and-the-child-uses-it.input.py"), "utf8");
    const { result, fix } = await investigate(filesOf({ "shop.py": text }), options);
    expect(result.changes).toEqual([]);
    const [decision] = result.decisions;
    const other = decision?.fix.alternatives.find(({ status }) => status === "unsafe");
    if (!decision || !other) throw new Error("there is no other way");
    const { changes, decisions } = fix([{ finding: decision.finding, fix: other }]);
    expect(other.transform).toBe("spawn-context");
    expect(changes[0]?.after).toContain('get_context("spawn")');
    expect(decisions[0]?.fix.transform).toBe("spawn-context");
    expect(fix([decision]).changes).not.toEqual(changes);
  });

  test("may be that of another finding", async () => {
    const text = await readFile(join(fixtures, "decisions/fork-support-off.input.py"), "utf8");
    const { result, fix } = await investigate(filesOf({ "shop.py": text }), options);
    const credited = result.decisions.find(({ finding: { rule } }) => rule === "GFF304");
    if (credited?.fix.transform !== "lazy-client") throw new Error("it goes with no other fix");
    expect(fix([credited]).changes).toEqual(result.changes);
  });

  test("of nothing is nothing", async () => {
    const { fix } = await investigate(filesOf(shop), options);
    expect(fix([]).changes).toEqual([]);
  });
});

describe("a comment that silences a finding", () => {
  async function silenced(text: string, rule = "GFF101"): Promise<readonly string[]> {
    const { result, silence } = await investigate(filesOf({ "jobs.py": jobs, "clients.py": text }), options);
    const decision = result.decisions.find(({ finding }) => finding.rule === rule);
    if (!decision) throw new Error(`no ${rule} was found`);
    const change = silence(decision.finding);
    if (change === null) return [];
    const before = change.before.split("\n");
    return change.after.split("\n").filter((line, index) => line !== before[index]);
  }

  const head = "import grpc\nfrom shop_pb2_grpc import PricesStub\nstock = None\n";

  test.each([
    ["at the end of its line", 'prices = PricesStub(grpc.insecure_channel("a"))', 0],
    ["behind another comment", 'prices = PricesStub(grpc.insecure_channel("a"))  # the only one', 0],
    ["on its line of a statement", 'prices = PricesStub(\n    grpc.insecure_channel("a"),\n)', 1],
    ["behind spaces", 'prices = PricesStub(grpc.insecure_channel("a"))   ', 0],
    ["not behind a backslash", 'prices = \\\n    PricesStub(grpc.insecure_channel("a"), \\\n    )', 2],
    ["not in a string", 'prices = PricesStub(grpc.insecure_channel("""a\n"""))', 1],
  ])("stands %s", async (_where, statement, line) => {
    const code = statement.split("\n")[line]?.trimEnd();
    expect(await silenced(`${head}${statement}\n`)).toEqual([`${code}  # grpc-fork-fix: ignore[GFF101]`]);
  });

  test("is the one that is there", async () => {
    const rest = "prices = PricesStub(grpc.insecure_channel('a'))  # grpc-fork-fix: ignore[GFF103";
    expect(await silenced(`${head}${rest}] -- for now\n`)).toEqual([`${rest}, GFF101] -- for now`]);
  });
});

test("with the cache of the run before, only what has changed is parsed", async () => {
  const cache = new Map();
  const first = await investigate(filesOf(shop), options, cache);
  const known = new Map(cache);
  first.fix(first.result.decisions.map(({ finding, fix }) => ({ finding, fix })));
  await investigate(filesOf({ ...shop, "jobs.py": `${jobs}\n` }), options, cache);
  const fresh = [...cache].flatMap(([path, facts]) => (known.get(path) === facts ? [] : [path]));
  expect(fresh).toEqual(["jobs.py"]);
});
