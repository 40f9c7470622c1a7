/** What a baseline holds must outlive what people do to code that has nothing to do with the finding. */
import { run } from "../src/run";
import type { Options, Result } from "../src/types";
import { filesOf } from "./fixtures/options";

const shop = `import multiprocessing

import grpc

from shop.stock_pb2_grpc import StockStub


def reserve(item):
    channel = grpc.insecure_channel("stock:50051")
    stub = StockStub(channel)
    stub.Warm(item)
    child = multiprocessing.Process(target=stub.Reserve, args=(item,))
    child.start()


def count(item):
    channel = grpc.insecure_channel("stock:50051")
    stub = StockStub(channel)
    multiprocessing.Process(target=stub.Count, args=(item,)).start()


if __name__ == "__main__":
    reserve("tea")
    count("tea")
`;

const options: Options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };

function check(text: string, path = "orders.py", more: Partial<Options> = {}): Promise<Result> {
  return run(filesOf(new Map([[path, text]])), { ...options, ...more });
}

async function baselineOf(text: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { finding } of (await check(text)).decisions) {
    counts.set(finding.fingerprint, (counts.get(finding.fingerprint) ?? 0) + 1);
  }
  return counts;
}

const refund = `def refund(item):
    stub = StockStub(grpc.insecure_channel("stock:50051"))

    def child():
        stub.Refund(item)

    multiprocessing.Process(target=child).start()
`;

const whole = shop.slice(shop.indexOf("def reserve"), shop.indexOf("if __name__"));
const indented = whole.replaceAll(/^(?=.)/gm, "    ");

test.each([
  ["as it was", shop, "orders.py"],
  ["lines above", `# The orders.\n\n\n${shop}`, "orders.py"],
  [
    "another order of its functions",
    shop.replace(/(def reserve[\s\S]*?)(def count[\s\S]*?)(?=if __)/, "$2$1"),
    "orders.py",
  ],
  ["another indentation", shop.replaceAll("    ", "\t"), "orders.py"],
  ["its functions in a block", shop.replace(whole, `if True:\n${indented}`), "orders.py"],
  ["other names of locals", shop.replaceAll(/\bstub\b/g, "stock").replaceAll(/\bchannel\b/g, "link"), "orders.py"],
  ["another name of the file", shop, "shop/reservations.py"],
])("the baseline still holds after: %s", async (_what, text, path) => {
  const known = await baselineOf(shop);
  expect(known.size).toBeGreaterThan(1);
  const { decisions, known: held } = await check(text, path, { known });
  expect(decisions).toEqual([]);
  expect(new Set(held?.map(({ fingerprint }) => fingerprint))).toEqual(new Set(known.keys()));
});

test("what is new is reported, and fixed, beside what is known", async () => {
  const known = await baselineOf(shop);
  const text = shop.replace("if __name__", `${refund}\n\nif __name__`).replace(/$/, '    refund("tea")\n');
  const { decisions, changes } = await check(text, "orders.py", { known });
  expect(decisions.map(({ finding, fix }) => [finding.rule, fix.status])).toEqual([["GFF101", "safe"]]);
  expect(changes[0]?.after).toContain(whole);
  expect(changes[0]?.after).not.toContain(refund);
});

test("a suppression of what is known is of use", async () => {
  const known = await baselineOf(shop);
  const text = shop.replace('"stock:50051")\n', '"stock:50051")  # grpc-fork-fix: ignore -- later\n');
  expect((await check(text, "orders.py", { known })).decisions).toEqual([]);
});
