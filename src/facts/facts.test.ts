import type { Expression, Scope, Statement } from "../code";
import { loadParser, type Parser } from "../python/parser";
import type { Facts } from "../types";
import { extractFacts } from "./facts";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

function factsOf(text: string, path = "shop/orders.py"): Facts {
  return extractFacts(path, text, parser);
}

/** The IR without the spans, which other tests hold to the text. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "span" && key !== "nameSpan");
  return Object.fromEntries(entries.map(([key, inner]) => [key, bare(inner)]));
}

function statementsOf(text: string): readonly Statement[] {
  return (factsOf(text).scopes[0] as Scope).body;
}

function expressionOf(text: string): Expression {
  const [statement] = statementsOf(text);
  if (statement?.kind !== "expression") throw new Error(`not an expression: ${JSON.stringify(statement)}`);
  return statement.value;
}

const name = (text: string) => ({ kind: "name", name: text });
const constant = (value: unknown) => ({ kind: "constant", value });
const unknown = (...parts: unknown[]) => ({ kind: "unknown", parts });
const tuple = (...items: unknown[]) => ({ kind: "sequence", type: "tuple", items });

describe("expressions", () => {
  test.each<[string, unknown]>([
    ["stub.price", { kind: "attribute", object: name("stub"), name: "price" }],
    ["stock[unit]", { kind: "subscript", object: name("stock"), index: name("unit") }],
    ["stock[unit,]", { kind: "subscript", object: name("stock"), index: tuple(name("unit")) }],
    ["stock[a:b]", { kind: "subscript", object: name("stock"), index: unknown(name("a"), name("b")) }],
    ["(price)", name("price")],
    ["()", tuple()],
    ["price,", tuple(name("price"))],
    ["a, b", tuple(name("a"), name("b"))],
    ["[a, *b]", { kind: "sequence", type: "list", items: [name("a"), { kind: "star", value: name("b") }] }],
    ["{a}", { kind: "sequence", type: "set", items: [name("a")] }],
    [
      "{a: b, **c}",
      {
        kind: "mapping",
        entries: [
          { key: name("a"), value: name("b") },
          { key: null, value: name("c") },
        ],
      },
    ],
    ["a + b", { kind: "binary", operator: "+", left: name("a"), right: name("b") }],
    ["a // # half\\\n b", { kind: "binary", operator: "//", left: name("a"), right: name("b") }],
    ["a and b", { kind: "logical", operator: "and", left: name("a"), right: name("b") }],
    ["not a", { kind: "not", value: name("a") }],
    ["a is  not b", { kind: "compare", operator: "is not", left: name("a"), right: name("b") }],
    ["a not in b", { kind: "compare", operator: "not in", left: name("a"), right: name("b") }],
    ["a < b < c", unknown(name("a"), name("b"), name("c"))],
    // biome-ignore lint/suspicious/noThenProperty: the noun of the IR
    ["a if b else c", { kind: "conditional", test: name("b"), then: name("a"), otherwise: name("c") }],
    ["(a := b)", { kind: "walrus", target: name("a"), value: name("b") }],
    ["await a", { kind: "await", value: name("a") }],
    ["(yield)", { kind: "yield", from: false, value: null }],
    ["(yield from a)", { kind: "yield", from: true, value: name("a") }],
    ["(yield fromage)", { kind: "yield", from: false, value: name("fromage") }],
    ["-1", constant(-1)],
    ["-a", unknown(name("a"))],
    ["~1", unknown(constant(1))],
    ["1_000", constant(1000)],
    ["0xff", constant(255)],
    ["0o17", constant(15)],
    ["1.5e3", constant(1500)],
    ["2j", unknown()],
    ["1e999", unknown()],
    ["12345678901234567890", unknown()],
    ["True", constant(true)],
    ["None", constant(null)],
    ["...", unknown()],
    ["b'x'", unknown()],
  ])("%s", (text, expected) => {
    expect(bare(expressionOf(text))).toEqual(expected);
  });

  test("arguments of every kind", () => {
    const call = expressionOf("price(a, *b, unit=c, **d)");
    expect(bare(call)).toEqual({
      kind: "call",
      callee: name("price"),
      arguments: [
        { kind: "positional", name: null, value: name("a") },
        { kind: "star", name: null, value: name("b") },
        { kind: "keyword", name: "unit", value: name("c") },
        { kind: "double-star", name: null, value: name("d") },
      ],
    });
  });

  test("operators group as in Python", () => {
    const sum = { kind: "binary", operator: "-", left: name("a"), right: name("b") };
    expect(bare(expressionOf("a - b - c"))).toEqual({ kind: "binary", operator: "-", left: sum, right: name("c") });
    const power = { kind: "binary", operator: "**", left: name("b"), right: name("c") };
    expect(bare(expressionOf("a ** b ** c"))).toEqual({
      kind: "binary",
      operator: "**",
      left: name("a"),
      right: power,
    });
  });

  test("a comprehension evaluates its first iterable outside", () => {
    const facts = factsOf("[a(x) for x in b if c for y in d]");
    expect(facts.scopes.map(({ kind, bound }) => [kind, bound])).toEqual([
      ["module", []],
      ["comprehension", ["x", "y"]],
    ]);
    expect(facts.scopes[0]?.mentions).toEqual(["b"]);
    expect(facts.scopes[1]?.mentions).toEqual(["x", "c", "y", "d", "a"]);
  });

  test("a generator alone is the argument", () => {
    expect(expressionOf("sum(x for x in y)")).toMatchObject({
      kind: "call",
      arguments: [{ kind: "positional", value: { kind: "comprehension", type: "generator", scope: 1 } }],
    });
  });

  test("a lambda is a scope that returns", () => {
    const facts = factsOf("ship = lambda order, unit=price: order");
    expect(bare(facts.scopes[1])).toMatchObject({
      kind: "lambda",
      name: "<lambda>",
      parent: 0,
      bound: ["order", "unit"],
      body: [{ kind: "return", value: name("order") }],
    });
    expect(facts.scopes[0]?.mentions).toEqual(["ship", "price"]);
  });
});

describe("statements", () => {
  test.each<[string, unknown]>([
    ["a = b = c", { kind: "assign", targets: [name("a"), name("b")], annotation: null, value: name("c") }],
    ["a: T", { kind: "assign", targets: [name("a")], annotation: name("T"), value: null }],
    ["a: T = b", { kind: "assign", targets: [name("a")], annotation: name("T"), value: name("b") }],
    ["(a) = b", { kind: "assign", targets: [name("a")], annotation: null, value: name("b") }],
    ["a, = b", { kind: "assign", targets: [tuple(name("a"))], annotation: null, value: name("b") }],
    ["a += b", { kind: "augment", operator: "+=", target: name("a"), value: name("b") }],
    ["del a, b", { kind: "delete", targets: [name("a"), name("b")] }],
    ["raise a from b", { kind: "raise", value: name("a"), cause: name("b") }],
    ["assert a, b", { kind: "assert", test: name("a"), message: name("b") }],
    ["global a, b", { kind: "global", names: [name("a"), name("b")] }],
    ["print >>a, b", unknown(name("a"), name("b"))],
    ["exec a in b", unknown(name("a"), name("b"))],
    [
      "import a.b as c, d.e",
      {
        kind: "import",
        names: [
          { name: "a.b", alias: name("c") },
          { name: "d.e", alias: null },
        ],
      },
    ],
    [
      "from ..a.b import c as d",
      { kind: "import-from", level: 2, module: "a.b", names: [{ name: "c", alias: name("d") }] },
    ],
    ["from . import a", { kind: "import-from", level: 1, module: "", names: [{ name: "a", alias: null }] }],
    ["from a import *", { kind: "import-from", level: 0, module: "a", names: "*" }],
    [
      "from __future__ import a",
      { kind: "import-from", level: 0, module: "__future__", names: [{ name: "a", alias: null }] },
    ],
  ])("%s", (text, expected) => {
    expect(bare(statementsOf(text))).toEqual([expected]);
  });

  test("what looks like a type alias to the grammar is an assignment", () => {
    const type = {
      kind: "call",
      callee: name("type"),
      arguments: [{ kind: "positional", name: null, value: name("a") }],
    };
    const attribute = { kind: "attribute", object: type, name: "b" };
    expect(bare(statementsOf("type(a).b = c"))).toMatchObject([
      { kind: "assign", targets: [attribute], value: name("c") },
    ]);
    const subscript = { kind: "subscript", object: name("type"), index: name("a") };
    expect(bare(statementsOf("type[a] = c"))).toMatchObject([
      { kind: "assign", targets: [subscript], value: name("c") },
    ]);
  });

  test("a type alias is evaluated later, with its own parameters", () => {
    const { scopes } = factsOf("type Stock[T] = dict[T, int]");
    expect(scopes.map(({ kind, bound }) => [kind, bound])).toEqual([
      ["module", ["Stock"]],
      ["lambda", ["T"]],
    ]);
  });

  test("semicolons separate", () => {
    const text = "a = 1; b = 2; # c";
    expect(statementsOf(text).map(({ span }) => text.slice(span.start, span.end))).toEqual(["a = 1", "b = 2"]);
  });

  test("elif is an if alone in orelse, from its word to the end of the whole", () => {
    const text = "if a:\n    b\nelif c:\n    d\nelse:\n    e\n";
    const [first] = statementsOf(text);
    if (first?.kind !== "if") throw new Error("no if");
    const [second, ...others] = first.orelse;
    if (second?.kind !== "if") throw new Error("no elif");
    expect(others).toEqual([]);
    expect(text.slice(second.span.start, second.span.end)).toBe("elif c:\n    d\nelse:\n    e");
    expect(bare(second.orelse)).toEqual([{ kind: "expression", value: name("e") }]);
  });

  test("try with all its parts", () => {
    const text = "try: a\nexcept (B, C) as d: e\nexcept: f\nelse: g\nfinally: h\n";
    const [handled] = statementsOf(text);
    const run = (text: string) => [{ kind: "expression", value: name(text) }];
    expect(bare(handled)).toEqual({
      kind: "try",
      body: run("a"),
      handlers: [
        { type: tuple(name("B"), name("C")), name: name("d"), body: run("e") },
        { type: null, name: null, body: run("f") },
      ],
      orelse: run("g"),
      final: run("h"),
    });
  });

  test.each([["with a as b, c: pass"], ["with (a as b, c): pass"]])("%s has two items", (text) => {
    expect(bare(statementsOf(text))).toMatchObject([
      {
        kind: "with",
        items: [
          { value: name("a"), target: name("b") },
          { value: name("c"), target: null },
        ],
        async: false,
      },
    ]);
  });

  test("with one item in parentheses", () => {
    expect(bare(statementsOf("with (a as b): pass"))).toMatchObject([
      { items: [{ value: name("a"), target: name("b") }] },
    ]);
  });

  test("patterns capture names and read values", () => {
    const text =
      "match order, unit:\n    case Order(Status.OK, id=n) as whole, {A.b: [x, *xs], **kw} if n: pass\n    case _: pass\n";
    const [matched] = statementsOf(text);
    if (matched?.kind !== "match") throw new Error("no match");
    expect(bare(matched.subject)).toEqual(tuple(name("order"), name("unit")));
    expect(matched.cases.map(({ captures }) => captures.map((capture) => capture.name))).toEqual([
      ["n", "whole", "x", "xs", "kw"],
      [],
    ]);
    const dotted = (object: string, attribute: string) => ({
      kind: "attribute",
      object: name(object),
      name: attribute,
    });
    expect(bare(matched.cases[0]?.parts)).toEqual([name("Order"), dotted("Status", "OK"), dotted("A", "b")]);
    expect(bare(matched.cases[0]?.guard)).toEqual(name("n"));
  });
});

describe("definitions", () => {
  const text =
    '@cached\nasync def price(a, /, b: T = c, *d, e=f, **g) -> R:\n    "doc"\n    yield a\n    # end\n\nclass Shop(Base, metaclass=M):\n    pass\n';

  test("parameters have kinds, defaults and annotations", () => {
    const { scopes } = factsOf(text);
    expect(bare(scopes[1]?.parameters)).toEqual([
      { name: "a", kind: "positional-only", default: null, annotation: null },
      { name: "b", kind: "positional", default: name("c"), annotation: name("T") },
      { name: "d", kind: "star", default: null, annotation: null },
      { name: "e", kind: "keyword-only", default: name("f"), annotation: null },
      { name: "g", kind: "double-star", default: null, annotation: null },
    ]);
    expect(bare(scopes[1])).toMatchObject({ returns: name("R"), async: true, generator: true, name: "price" });
    expect(scopes[0]?.mentions).toEqual(["cached", "price", "c", "T", "f", "R", "Shop", "Base", "metaclass", "M"]);
  });

  test("a bare star makes what follows keyword-only", () => {
    expect(factsOf("def f(a, *, b): pass").scopes[1]?.parameters.map(({ kind }) => kind)).toEqual([
      "positional",
      "keyword-only",
    ]);
  });

  test("spans take in the decorators and leave out the comments after", () => {
    const spans = statementsOf(text).map(({ span }) => text.slice(span.start, span.end));
    expect(spans[0]).toMatch(/^@cached\n[\s\S]*yield a$/);
    expect(spans[1]).toBe("class Shop(Base, metaclass=M):\n    pass");
  });

  test("a class has bases and no parameters", () => {
    const [, shop] = statementsOf(text);
    expect(bare(shop)).toMatchObject({
      kind: "class",
      scope: 2,
      bases: [
        { kind: "positional", value: name("Base") },
        { kind: "keyword", name: "metaclass", value: name("M") },
      ],
    });
  });
});

describe("files", () => {
  test("lines start after LF, CRLF and CR", () => {
    expect(factsOf("a\nb\r\nc\rd").lines).toEqual([0, 2, 5, 7]);
    expect(factsOf("").lines).toEqual([0]);
  });

  test("comments end before the line does", () => {
    expect(factsOf("a  # one\r\n# two").comments).toEqual([
      { text: "# one", span: { start: 3, end: 8 } },
      { text: "# two", span: { start: 10, end: 15 } },
    ]);
  });

  test.each([
    ["shop/order_pb2.py", "", true],
    ["shop/order_pb2_grpc.py", "", true],
    ["shop/order_pb2.pyi", "", true],
    ["shop/pb2.py", "", false],
    ["shop/order.py", "#!/usr/bin/env python\n# Generated by the protocol buffer compiler.  DO NOT EDIT!\n", true],
    ["shop/order.py", '"""Client.\n\n@generated\n"""\n', true],
    ["shop/order.py", 'HEADER = "DO NOT EDIT"\n', false],
    ["shop/order.py", `${"\n".repeat(20)}# Generated by hand\n`, false],
  ])("%s with %j is generated: %s", (path, text, expected) => {
    expect(factsOf(text, path).generated).toBe(expected);
  });

  test("a broken file still says what it can", () => {
    const facts = factsOf("import grpc\n\ndef price(order:\n    return stub.get(order)\n\nstock = = 1\n");
    expect(facts.errors.length).toBeGreaterThan(0);
    const mentions = new Set(facts.scopes.flatMap((scope) => scope.mentions));
    expect([...mentions]).toEqual(expect.arrayContaining(["grpc", "price", "order", "stub", "get", "stock"]));
  });
});

describe("depth", () => {
  const chain = `total = a${" + b".repeat(20_000)}`;
  const elifs = `if a: pass\n${"elif b: pass\n".repeat(5000)}else: c\n`;
  test.each([
    ["a long sum", chain],
    ["long logic", `a${" and b".repeat(20_000)}`],
    ["brackets", `${"(".repeat(20_000)}a${")".repeat(20_000)}`],
    ["calls", `${"f(".repeat(20_000)}${")".repeat(20_000)}`],
    ["attributes", `a${".b".repeat(20_000)}`],
    ["lambdas", `${"lambda: ".repeat(2000)}x`],
    ["elifs", elifs],
    ["patterns", `match a:\n case ${"[".repeat(20_000)}b${"]".repeat(20_000)}: pass`],
  ])("of %s is bounded", (_, text) => {
    const facts = factsOf(text);
    const json = JSON.stringify(facts);
    expect(JSON.stringify(JSON.parse(json)) === json).toBe(true);
  });

  test("does not cost an operand or a branch", () => {
    const [sum] = statementsOf(chain);
    if (sum?.kind !== "assign" || sum.value?.kind !== "unknown") throw new Error("no sum");
    expect(sum.value.parts).toHaveLength(20_001);
    expect(JSON.stringify(bare(statementsOf(elifs))).match(/"name":"b"/g)).toHaveLength(5000);
  });

  test("of a long sum that a person writes is kept", () => {
    expect(expressionOf(`a${" + b".repeat(100)}`).kind).toBe("binary");
  });
});
