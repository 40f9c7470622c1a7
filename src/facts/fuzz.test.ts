import fc from "fast-check";
import { loadParser, type Parser } from "../python/parser";
import type { Facts } from "../types";
import { extractFacts } from "./facts";
import { identifiersBelow } from "./lower";
import { namesIn, resolveName } from "./walk";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

const shop = `import grpc as rpc, orders.pb
from ..shop import (stock as s, unit)
@cached(ttl=60)  # 😀
async def price(order: Order, /, *items: Item, rate=1.5, **rest) -> dict[str, Price]:
    """What an order costs."""
    global total
    async with stub.channel() as channel, lock:
        return {item.name: await channel.price(item) for item in items if item not in rest}
class Shop(Base, metaclass=Meta):
    stock: list[int] = [n := 1, *range(2)]
    total = lambda self, unit=stock: f"{unit!r:>{self.width}} {{x}} {self.name=}" 'x' "\\n\\x41"
try: raise Missing(error) from None; pass
except (ImportError, ValueError) as error:
    print >>log, error
else:
    type(aio).x = -1 if a < b <= c else not d
finally:
    del aio, pb.x, (q, r)
match order:
    case Order(id=1 | 2 as n, *_) | {"a": [x, *xs], **kw} if n: pass
while a and b or c: x += yield
for i, (j, k) in (l for m in n for o in p): break
type Alias[T] = list[T]
`;

function* spansIn(value: unknown): Generator<{ readonly start: number; readonly end: number }> {
  const stack = [value];
  for (let next = stack.pop(); stack.length > 0 || next !== undefined; next = stack.pop()) {
    if (typeof next !== "object" || next === null) continue;
    if ("start" in next && "end" in next) yield next as { start: number; end: number };
    stack.push(...Object.values(next));
  }
}

function holds(text: string): void {
  const facts = extractFacts("shop.py", text, parser);
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
  for (const { start, end } of spansIn(facts)) {
    if (!(0 <= start && start <= end && end <= text.length)) throw new Error(`${start}-${end} of ${text.length}`);
  }
  holdsNames(facts, text);
  const mentions = new Set(facts.scopes.flatMap((scope) => scope.mentions));
  for (const { start, end } of identifiersBelow(parser.parse(text).root)) {
    if (start < end) expect(mentions).toContain(text.slice(start, end));
  }
}

function holdsNames(facts: Facts, text: string): void {
  for (const { name, span, scope } of namesIn(facts)) {
    expect(text.slice(span.start, span.end)).toBe(name);
    const resolved = resolveName(facts, scope, name);
    if (resolved.kind === "local") expect(facts.scopes[resolved.scope]?.bound).toContain(name);
  }
  for (const [id, scope] of facts.scopes.entries()) {
    expect(scope.id).toBe(id);
    expect(scope.parent === null ? id === 0 : scope.parent < id).toBe(true);
    expect(scope.bound).not.toContain("");
  }
}

const fragments = [
  ..."()[]{}:;,.=+-*@'\"\\#\n\t \r\0😀\ud800",
  ..."f' f\"{ rb' \"\"\" ''' := ** -> ... \r\n \n  \n    lambda if else elif def class for in while with as async await".split(
    " ",
  ),
  ..."yield return import from match case try except finally global nonlocal del raise assert type print a b 1 0x not and is".split(
    " ",
  ),
];

test("the text that is changed below has every kind of statement and parses", () => {
  expect(extractFacts("shop.py", shop, parser).errors).toEqual([]);
  holds(shop);
});

test("any string", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), holds), { numRuns: 150 });
});

test("fragments of Python in any order", () => {
  const text = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join(" "));
  fc.assert(fc.property(text, holds), { numRuns: 250 });
});

test("real Python cut off anywhere", () => {
  fc.assert(
    fc.property(fc.nat(shop.length), fc.nat(shop.length), (from, to) =>
      holds(shop.slice(Math.min(from, to), Math.max(from, to))),
    ),
    { numRuns: 100 },
  );
});

test("real Python with something put in, taken out or replaced", () => {
  const edit = fc.tuple(fc.nat(shop.length), fc.nat(12), fc.constantFrom("", ...fragments));
  const changed = fc
    .array(edit, { minLength: 1, maxLength: 6 })
    .map((edits) => edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), shop));
  fc.assert(fc.property(changed, holds), { numRuns: 200 });
});
