import { analyse, type FactsCache } from "../analyse";
import { createModels } from "../models/models";
import { loadParser } from "../python/parser";
import { filesOf, options } from "./program.test-data";
import { findRelevance } from "./relevance";
import { stillTrue } from "./relevance-memory";
import { nameIndex } from "./relevance-names";

const shop = {
  "main.py": "import shop.clients\nfrom batch import settle\nif __name__ == '__main__':\n    settle()\n",
  // Who imports `shop` has what others import below it.
  "batch.py": "from multiprocessing import Pool\nimport shop\ndef settle():\n    Pool(2).map(shop.clients.price, [])\n",
  "shop/__init__.py": "",
  "shop/clients.py":
    "import grpc\nfrom shop.stock import Stock\nchannel = grpc.insecure_channel('a')\ndef price(sku):\n    return Stock().tally(channel)\n",
  "shop/stock.py":
    "import grpc\nclass Stock:\n    def tally(self, channel):\n        return channel.unary_unary('/a')()\n",
  "report.py":
    "import os\nimport grpc\ndef total(channel):\n    return channel.unary_unary('/b')()\nif __name__ == '__main__':\n    channel = grpc.insecure_channel('b')\n    os.fork()\n    total(channel)\n",
  "night.py":
    "import os\nimport grpc\ndef run(one):\n    return one.tally(grpc.insecure_channel('c'))\nif __name__ == '__main__':\n    os.fork()\n    run(None)\n",
};

/** The files whose arrows are kept after a change of some texts; what comes of them is the same as without. */
async function keptAfter(changes: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const cache: FactsCache = new Map();
  const parser = await loadParser();
  const before = analyse(filesOf(shop), options, parser, cache);
  const after = analyse(filesOf({ ...shop, ...changes }), options, parser, cache);
  const { program } = after;
  const models = createModels(undefined);
  const { memory: _, ...again } = findRelevance(program, models, [], before.tree.memory);
  const { memory: __, ...fresh } = findRelevance(program, models);
  for (const key of ["scopes", "forking", "opening"] as const)
    expect([...again[key]].sort()).toEqual([...fresh[key]].sort());
  return [...stillTrue(program, nameIndex(program), before.tree.memory).keys()].sort();
}

test("a change of one file leaves the arrows of those that lead nowhere near it", async () => {
  const edited = shop["report.py"].replace("total", "whole");
  expect(await keptAfter({ "report.py": edited })).toEqual(
    Object.keys(shop)
      .filter((path) => path !== "report.py" && path !== "shop/__init__.py")
      .sort(),
  );
});

test("who imports a changed file is looked at again, also over others, and by the name of its module alone", async () => {
  const kept = await keptAfter({ "shop/stock.py": `${shop["shop/stock.py"]}\ndef spare():\n    pass\n` });
  expect(kept).toEqual(["report.py"]);
  for (const path of ["shop/stock.py", "shop/clients.py", "batch.py", "main.py"]) expect(kept).not.toContain(path);
});

test("who names a method that a changed file defines is looked at again", async () => {
  const kept = await keptAfter({ "shop/stock.py": shop["shop/stock.py"].replace("channel)", "channel, at)") });
  expect(kept).not.toContain("night.py");
  expect(kept).toContain("report.py");
});

test("a file more or less leaves nothing", async () => {
  expect(await keptAfter({ "more.py": "import os, grpc\nos.fork()\ngrpc.insecure_channel('d')\n" })).toEqual([]);
});
