import type { Expression } from "../code";
import { loadParser, type Parser } from "../python/parser";
import type { Facts } from "../types";
import { extractFacts } from "./facts";
import { comprehensionExpressions, forEachExpression, forEachStatement, namesIn, resolveName } from "./walk";

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

function factsOf(text: string): Facts {
  return extractFacts("shop.py", text, parser);
}

function boundIn(text: string, scope = 1): readonly string[] {
  return factsOf(text).scopes[scope]?.bound ?? [];
}

describe("bound names", () => {
  test.each<[string, string, readonly string[]]>([
    ["parameters", "(a, *b, c=1, **d): pass", ["a", "b", "c", "d"]],
    [
      "assignments",
      "():\n a = b = 1; c, (d, *e) = f; g: int; h += 1; i.x = j[0] = 2",
      ["a", "b", "c", "d", "e", "g", "h"],
    ],
    ["imports", "():\n import a.b, c as d; from e import f, g as h", ["a", "d", "f", "h"]],
    ["for and with", "():\n for a, b in c:\n  with d as (e, f), g: pass", ["a", "b", "e", "f"]],
    ["exceptions", "():\n try: pass\n except A as b: pass", ["b"]],
    ["definitions", "():\n def a(x): y = 1\n class B: z = 1", ["a", "B"]],
    ["del", "():\n del a, b.c, d[0], (e, f)", ["a", "e", "f"]],
    [
      "captures",
      "(x):\n match x:\n  case [a, *b] | {'k': c, **d} as e: pass\n  case A.b(f=g): pass\n  case _: pass",
      ["x", "a", "b", "c", "d", "e", "g"],
    ],
    ["a walrus in a comprehension, but not its target", "():\n return [(a := x) for x in y if (b := x)]", ["a", "b"]],
    ["a walrus in a comprehension in another", "():\n return [[(a := x) for x in y] for y in z]", ["a"]],
    ["type parameters", "[T: int, *Ts](a: T): pass", ["a", "T", "Ts"]],
    ["no more than its own", "():\n return lambda a: (b := a)", []],
  ])("%s", (_, definition, expected) => {
    expect([...boundIn(`def f${definition}\n`)].sort()).toEqual([...expected].sort());
  });

  test("global and nonlocal names are not local, wherever the statement stands", () => {
    const scope = factsOf("def f():\n a = 1\n global a, b\n import b\n def g():\n  nonlocal c\n  c = 1").scopes;
    expect(scope[1]).toMatchObject({ bound: ["g"], globals: ["a", "b"] });
    expect(scope[2]).toMatchObject({ bound: [], nonlocals: ["c"] });
  });
});

describe("resolveName", () => {
  const text = `
stub = 1
class Shop:
    stub = 2
    prices = [stub for item in stub]
    def price(self):
        return stub
def outer(stub):
    def inner():
        return stub
    def declared():
        global stub
        return [stub for order in orders]
    def rebound():
        nonlocal stub
        stub = 3
    return lambda: stub
`;

  test.each<[string, readonly unknown[]]>([
    ["Shop", ["local", "Shop"]],
    ["price", ["global"]],
    ["outer", ["local", "outer"]],
    ["inner", ["local", "outer"]],
    ["declared", ["global"]],
    ["rebound", ["local", "outer"]],
    ["<lambda>", ["local", "outer"]],
  ])("stub in %s", (name, expected) => {
    const facts = factsOf(text);
    const scope = facts.scopes.find((candidate) => candidate.name === name);
    const resolved = resolveName(facts, scope?.id ?? -1, "stub");
    const owner = resolved.kind === "local" ? [facts.scopes[resolved.scope]?.name] : [];
    expect([resolved.kind, ...owner]).toEqual(expected);
  });

  test("in comprehensions: the class around one is not seen, a declaration around one is", () => {
    const facts = factsOf(text);
    const comprehensions = facts.scopes.filter(({ kind }) => kind === "comprehension");
    expect(comprehensions.map(({ id }) => resolveName(facts, id, "stub").kind)).toEqual(["global", "global"]);
    expect(resolveName(facts, comprehensions[0]?.id ?? -1, "item")).toEqual({
      kind: "local",
      scope: comprehensions[0]?.id,
    });
  });

  test("names of the module and builtins are global", () => {
    const facts = factsOf(text);
    expect(resolveName(facts, 0, "stub")).toEqual({ kind: "global" });
    expect(resolveName(facts, 1, "print")).toEqual({ kind: "global" });
  });
});

describe("namesIn", () => {
  function listed(text: string): readonly string[] {
    const facts = factsOf(text);
    return namesIn(facts).map(({ name, span, scope, context }) => {
      expect(text.slice(span.start, span.end)).toBe(name);
      return `${context} ${name} ${facts.scopes[scope]?.name}`.trim();
    });
  }

  test.each<[string, readonly string[]]>([
    ["a = b.c", ["store a", "load b"]],
    ["a[b], *c.d = e", ["load a", "load b", "load c", "load e"]],
    ["[a, (b, *c)] = d", ["store a", "store b", "store c", "load d"]],
    ["a += b", ["store a", "load b"]],
    ["del a, b.c, (d, e)", ["delete a", "load b", "delete d", "delete e"]],
    ["import a.b, c.d as e", ["store a", "store e"]],
    ["from a import b, c as d", ["store b", "store d"]],
    ["for a in b: c", ["store a", "load b", "load c"]],
    ["with a as b: c", ["load a", "store b", "load c"]],
    ["try: a\nexcept B as c: d", ["load B", "store c", "load a", "load d"]],
    ["global a", ["declare a"]],
    ["f(a=b, *c, **d)", ["load f", "load b", "load c", "load d"]],
    [
      "@a\ndef f(b: C = d, *e) -> G: return h",
      ["load a", "load d", "load C", "load G", "store f", "store b f", "store e f", "load h f"],
    ],
    ["class A(B, c=D): e = f", ["load B", "load D", "store A", "store e A", "load f A"]],
    ["lambda a, b=c: d", ["load c", "store a <lambda>", "store b <lambda>", "load d <lambda>"]],
    ["[a for b in c if d]", ["load c", "store b <comprehension>", "load d <comprehension>", "load a <comprehension>"]],
    ["[(a := b) for b in c]", ["load c", "store b <comprehension>", "store a", "load b <comprehension>"]],
    ["f'{a:{b}}{c=}'", ["load a", "load b", "load c"]],
    ["match a:\n case B(c=d) if e: f", ["load a", "load B", "load e", "store d", "load f"]],
    ["print a, b", ["load a", "load b"]],
    ["type(a).b = c", ["load type", "load a", "load c"]],
  ])("%s", (text, expected) => {
    expect(listed(text)).toEqual(expected);
  });
});

describe("walking", () => {
  const text = "def f(a=b):\n  if c:\n    d([e for g in h if i], lambda j=k: l)\n  return m\nwhile n: o\n";

  function walked(withScopes: boolean): readonly string[] {
    const { scopes } = factsOf(text);
    const names: string[] = [];
    const visit = (expression: Expression) => {
      if (expression.kind === "name") names.push(expression.name);
    };
    for (const scope of [scopes[0], scopes[1]]) {
      for (const statement of scope?.body ?? []) forEachExpression(statement, visit, withScopes ? scopes : []);
    }
    return names;
  }

  test("stays in the scope, and enters the blocks", () => {
    expect(walked(false)).toEqual(["n", "o", "c", "d", "h", "m"]);
  });

  test("knows with the scopes what a definition evaluates", () => {
    expect(walked(true)).toEqual(["b", "n", "o", "c", "d", "h", "k", "m"]);
  });

  test("reports statements before what is in them", () => {
    const kinds: string[] = [];
    forEachStatement(
      factsOf("try:\n  if a: pass\n  else: b\nexcept C: break\nfinally: del d").scopes[0]?.body ?? [],
      ({ kind }) => kinds.push(kind),
    );
    expect(kinds).toEqual(["try", "if", "pass", "expression", "break", "delete"]);
  });

  test("knows what is evaluated inside a comprehension", () => {
    const statement = factsOf("{a: b for c in d if e for f in g}").scopes[0]?.body[0];
    if (statement?.kind !== "expression" || statement.value.kind !== "comprehension") throw new Error("none");
    const names = comprehensionExpressions(statement.value).map((inner) => (inner.kind === "name" ? inner.name : ""));
    expect(names).toEqual(["c", "e", "g", "f", "a", "b"]);
  });
});
