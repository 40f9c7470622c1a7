/** What can only be seen in a process of its own: node-tree-sitter does not survive Jest's registry, and memory. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Facts } from "../types";

const root = join(__dirname, "../..");

const loadTypeScript = `
  const { transformSync } = require("@swc/core");
  const { readFileSync } = require("node:fs");
  const options = { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } };
  require.extensions[".ts"] = (module, file) =>
    module._compile(transformSync(readFileSync(file, "utf8"), options).code, file);
  const { loadParser } = require("./src/python/parser.ts");
  const { extractFacts } = require("./src/facts/facts.ts");
`;

function runInNode(script: string, input: unknown): unknown {
  const source = `${loadTypeScript}
    const input = JSON.parse(readFileSync(0, "utf8"));
    (async () => { ${script} })().then((answer) => process.stdout.write(JSON.stringify(answer)));`;
  const options = { cwd: root, input: JSON.stringify(input), encoding: "utf8", maxBuffer: 2 ** 28 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", source], options);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const shop = `
@cached(ttl=60)  # 😀
async def price(order: Order, /, *items: Item, rate=1.5, **rest) -> dict[str, Price]:
    """What an order costs."""
    async with stub.channel() as channel, lock:
        return {item.name: await channel.price(item) for item in items if item not in rest}

class Shop(Base, metaclass=Meta):
    stock: list[int] = [n := 1, *range(2)]
    total = lambda self, unit=stock: f"{unit!r:>{self.width}} {self.name=}" 'x' "\\n"

try:
    import grpc.aio as aio; from ..orders import (order_pb2 as pb, item)
except (ImportError, ValueError) as error:
    raise Missing(error) from None
else:
    type(aio).x = -1 if a < b <= c else not d
finally:
    del aio, pb.x, (q, r)

match order:
    case Order(id=1 | 2 as n, *_) | {"a": [x, *xs], **kw} if n: pass
    case Status.OK: print >>log, x
`;

const broken = [
  "def ship(order:\n    return order\n",
  "stock = = 1\nprice = (2\n",
  "class :\n  x = 1\n)",
  "f'{stock'\n",
];

test("both engines give the same facts", () => {
  const texts = [shop, shop.replaceAll("\n", "\r\n"), shop.replaceAll("\n", "\r"), shop.repeat(40)];
  const script = `
    const facts = [];
    for (const engine of ["wasm", "native"]) {
      const parser = await loadParser(engine);
      facts.push({ engine: parser.engine, facts: input.map((text) => extractFacts("shop.py", text, parser)) });
    }
    return facts;`;
  const [wasm, native] = runInNode(script, texts) as readonly { engine: string; facts: readonly Facts[] }[];
  expect(wasm?.facts.map(({ errors }) => errors)).toEqual(texts.map(() => []));
  expect(wasm?.engine).toBe("wasm");
  expect(native?.engine).toBe("native");
  expect(native?.facts).toEqual(wasm?.facts);
});

test("both engines see that a file is broken", () => {
  const script = `
    const errors = [];
    for (const engine of ["wasm", "native"]) {
      const parser = await loadParser(engine);
      errors.push(input.map((text) => extractFacts("shop.py", text, parser).errors.length > 0));
    }
    return errors;`;
  expect(runInNode(script, broken)).toEqual([broken.map(() => true), broken.map(() => true)]);
});

/** Without `delete()` the last 4,500 trees take 180 MB. */
test("memory stays flat over many files", () => {
  const script = `
    const parser = await loadParser("wasm");
    const memory = [];
    for (let parsed = 1; parsed <= 5000; parsed++) {
      parser.parse(input + parsed);
      if (parsed === 500 || parsed === 5000) memory.push(process.memoryUsage().rss);
    }
    return memory;`;
  const [early, late] = runInNode(script, shop) as readonly [number, number];
  expect(late - early).toBeLessThan(64 * 2 ** 20);
});
