import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openProject } from "../host/project";
import { scannerFor } from "../link/scans";
import { defaultSeeds } from "../link/seeds";
import { openReading } from "./reading";

let root = "";
const put = (path: string, text: string | Buffer) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "grpc-fork-fix-reading-")));
  put("shop/orders.py", "import grpc\nimport os\nfrom . import prices\n");
  put("shop/prices.py", "from shop import stock\n");
  put("shop/stock.py", "# -*- coding: latin-1 -*-\nfrom shop import prices\n# \xe4\n".replace("\xe4", "ae"));
  put("shop/umlaut.py", Buffer.from("import shop.prices\nNAME = '\xc3\xa4'\n", "latin1"));
  put("shop/broken.py", Buffer.from([0xff, 0x0a]));
  put("shop/mark.py", "\ufeffimport shop.stock\n");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function reading(texts: Readonly<Record<string, string>> = {}) {
  const request = { paths: [], cwd: root, exclude: [], gitignore: true };
  const project = openProject({ ...request, texts: new Map(Object.entries(texts)) });
  const { files, isUnsaved } = project;
  return { files, ...openReading({ root, files, isUnsaved, models: undefined, jobs: 1 }) };
}

test("a close look at files is a look at what the project reads", async () => {
  const { files, scan } = reading();
  const scanner = scannerFor(defaultSeeds);
  const expected = files.paths.map((path) => scanner.look(path, files.read(path)));
  expect(await scan(files.paths, "closely", undefined)).toEqual(expected);
  expect(expected.filter(({ unreadable }) => unreadable !== null)).toHaveLength(1);
});

test("a glance is provisional where nothing was seen, and whole elsewhere", async () => {
  const { files, scan } = reading();
  const scans = await scan(files.paths, "glance", undefined);
  expect(files.paths.filter((_, index) => scans[index]?.provisional)).toEqual(["shop/prices.py", "shop/umlaut.py"]);
  expect(scans[files.paths.indexOf("shop/mark.py")]?.imports).toEqual([{ module: "shop.stock", level: 0, names: [] }]);
});

test("the text of an editor stands in for the file", async () => {
  const { files, scan, search } = reading({ "shop/prices.py": "import shop.orders  # orders.stub'\n" });
  const [prices] = await scan(["shop/prices.py", "shop/stock.py"], "glance", undefined);
  expect(prices?.imports).toEqual([{ module: "shop.orders", level: 0, names: [] }]);
  expect(await search(files.paths, ["orders.stub'", "import stock"])).toEqual(
    new Map([
      ["orders.stub'", ["shop/prices.py"]],
      ["import stock", []],
    ]),
  );
});

test("a search finds texts in whatever encoding", async () => {
  const { files, search } = reading();
  const found = await search(files.paths, ["from shop", "ä", "import shop.stock", "nowhere"]);
  expect([...found.values()]).toEqual([["shop/prices.py", "shop/stock.py"], ["shop/umlaut.py"], ["shop/mark.py"], []]);
  const alone = await search(files.paths, ["import shop.stock", "from shop"]);
  expect([...alone.values()]).toEqual([["shop/mark.py"], ["shop/prices.py", "shop/stock.py"]]);
});
