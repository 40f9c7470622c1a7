import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { scannerFor } from "./scans";
import { defaultSeeds } from "./seeds";

const scanner = scannerFor(defaultSeeds);

/** What a glance says, and what a close look says, without what is left to the latter. */
function looks(text: string, path = "shop/orders.py") {
  const bytes = Buffer.from(text);
  const glance = scanner.glance(path, bytes, bytes.length);
  const look = scanner.look(path, { kind: "text", text, bytes: bytes.length });
  const common = defaultSeeds.needs.map((need, index) => (need.common === true ? look.needs[index] : false));
  const late = { needs: common, mentions: common.includes(true), provisional: false };
  return { glance: glance && { ...glance, ...late }, look };
}

const root = resolve(__dirname, "../..");
const fixtures = ["__testfixtures__", "examples", "proof/programs"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".py"))
    .map((path) => join(root, folder, path)),
);

test("a glance that is content says what a close look would say, in every fixture and in its pieces", () => {
  const texts = fixtures.map((path) => readFileSync(path, "utf8"));
  const quiet = texts.map((text) => text.replace(/grpc|fork|Process|multiprocess|billiard|Stub/g, "shop"));
  const all = [...texts, ...quiet, ...quiet.map((text) => text.slice(text.length / 3))].map((text) => looks(text));
  expect(all.filter(({ glance }) => glance !== null).length).toBeGreaterThan(200);
  for (const { glance, look } of all) if (glance !== null) expect(glance).toEqual(look);
});

const pieces = [
  ..."import from as . .. ... * ( ) , ; : \\ # ' \" = a b_c os shop orders _x é import_module( __import__( __main__ __name__ ==".split(
    " ",
  ),
  ...[
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\f",
    "\\\n",
    "\\\r\n",
    "from .a import b\n",
    "import shop.a as b\n",
  ],
  ...[
    "from shop import (\n  a,\n  b as c,\n)\n",
    "if __name__ == '__main__':\n",
    "from grpc",
    "Process",
    "http",
    "\ufeff",
  ],
];

test("a glance that is content says what a close look would say, in any text", () => {
  let content = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const { glance, look } = looks(parts.join(""));
      if (glance === null) return;
      content += 1;
      expect(glance).toEqual(look);
    }),
    { numRuns: 20_000, seed: 7 },
  );
  expect(content).toBeGreaterThan(5_000);
});

test.each([
  ["a sign", "x = grpc"],
  ["a sign in a comment, which may not be one", "# fork\n"],
  ["an import that opens gRPC inside", "from google.cloud import pubsub_v1\n"],
  ["an import that goes on in the next line", "from \\\n  shop import a\n"],
  ["an import of a literal", "import_module('shop')"],
])("a glance is not content with %s", (_, text) => {
  expect(looks(text).glance).toBeNull();
});

test.each([
  ["imports", "import os\nfrom .a import b\n\nfrom shop import (\n    c,\n    d as e,\n)\n"],
  ["a program", "def f(): ...\n\nif __name__ == '__main__':\n    f()\n"],
  ["words about imports", "# we import what we need\nimportant = 'reimport this'\nimport_path = 1\n"],
  ["letters of other languages", '"""Größe"""\nimport shop\n'],
])("a glance is content with %s", (_, text) => {
  const { glance, look } = looks(text);
  expect(glance).toEqual(look);
});
