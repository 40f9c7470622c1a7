import { analyse, type FactsCache } from "./analyse";
import { loadParser } from "./python/parser";
import type { Files, Options } from "./types";

const options: Options = { targetPython: null, platform: "linux", select: [], ignore: [], unsafeFixes: false };

function filesOf(sources: Readonly<Record<string, string>>): Files {
  return {
    paths: Object.keys(sources).sort(),
    selected: () => true,
    read: (path) => ({ kind: "text", text: sources[path] ?? "", bytes: 0 }),
  };
}

test("a second analysis parses only what has changed", async () => {
  const parser = await loadParser();
  const parsed: string[] = [];
  const watched = {
    ...parser,
    parse: (text: string) => {
      parsed.push(text);
      return parser.parse(text);
    },
    errors: (text: string) => {
      parsed.push(text);
      return parser.errors(text);
    },
  };
  const cache: FactsCache = new Map();
  const jobs = "import multiprocessing, orders\nmultiprocessing.Process(target=orders.send).start()\n";
  const orders =
    "import grpc\nchannel = grpc.insecure_channel('orders:50051')\ndef send(): channel.unary_unary('/shop.Orders/Send')(b'')\n";
  const sources = { "jobs.py": jobs, "orders.py": orders, "stock.py": "import grpc\n" };
  const run = (changed: Readonly<Record<string, string>>) => {
    parsed.length = 0;
    return analyse(filesOf({ ...sources, ...changed }), options, watched, cache).findings.map(({ rule }) => rule);
  };

  expect(run({})).toEqual(["GFF101"]);
  expect(parsed.sort()).toEqual([jobs, orders, sources["stock.py"]].sort());
  expect(run({})).toEqual(["GFF101"]);
  expect(parsed).toEqual([]);
  expect(run({ "stock.py": "import grpc\n)\n" })).toEqual(["GFF101", "GFF002"]);
  expect(parsed).toContain("import grpc\n)\n");
  expect(parsed).not.toContain(orders);
});
