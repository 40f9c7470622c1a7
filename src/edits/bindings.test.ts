import type { Code, Expression, Name, Statement } from "../code";
import type { Facts } from "../types";
import { moduleBindings } from "./bindings";

const span = { start: 0, end: 1 };

function name(text: string): Name {
  return { kind: "name", name: text, span };
}

function assign(...targets: readonly Expression[]): Statement {
  return { kind: "assign", targets, annotation: null, value: null, span };
}

function namesOf(...body: readonly Statement[]): readonly string[] {
  const scope = { globals: [], bound: [], span, body, name: "" };
  const scopes = [scope, { ...scope, name: "serve", body: [] }] as unknown as Code["scopes"];
  const facts: Facts = { path: "a.py", lines: [0], generated: false, scopes, comments: [], errors: [] };
  return moduleBindings(facts).map((binding) => `${binding.name}${binding.isTopLevel ? "" : " nested"}`);
}

const walrus: Expression = { kind: "walrus", target: name("w"), value: name("x"), span };
const x = assign(name("x"));

test.each<[string, Statement, readonly string[]]>([
  [
    "targets of all shapes",
    assign(
      name("a"),
      { kind: "sequence", type: "tuple", items: [name("b"), { kind: "star", value: name("c"), span }], span },
      { kind: "attribute", object: name("d"), name: "e", nameSpan: span, span },
    ),
    ["a", "b", "c"],
  ],
  ["a deletion", { kind: "delete", targets: [name("a")], span }, ["a"]],
  ["+=", { kind: "augment", operator: "+=", target: name("a"), value: name("b"), span }, ["a"]],
  ["a function", { kind: "function", scope: 1, decorators: [], bases: [], span }, ["serve"]],
  ["if and else", { kind: "if", test: walrus, body: [x], orelse: [x], span }, ["x nested", "x nested", "w nested"]],
  [
    "for",
    { kind: "for", target: name("i"), iterable: name("b"), body: [x], orelse: [], async: false, span },
    ["i", "x nested"],
  ],
  [
    "with",
    { kind: "with", items: [{ value: name("a"), target: name("f") }], body: [x], async: false, span },
    ["f", "x nested"],
  ],
  [
    "try",
    {
      kind: "try",
      body: [x],
      handlers: [{ type: name("E"), name: name("error"), body: [x] }],
      orelse: [],
      final: [x],
      span,
    },
    ["error", "x nested", "x nested", "x nested"],
  ],
  [
    "match",
    {
      kind: "match",
      subject: name("s"),
      cases: [{ captures: [name("c")], parts: [name("p")], guard: walrus, body: [x] }],
      span,
    },
    ["c", "x nested", "w nested"],
  ],
  [
    "a walrus deep in an expression",
    { kind: "expression", value: { kind: "unknown", parts: [{ kind: "not", value: walrus, span }], span }, span },
    ["w nested"],
  ],
  ["a star import", { kind: "import-from", level: 0, module: "a", names: "*", span }, []],
])("finds what is bound by %s", (_name, statement, expected) => {
  expect(namesOf(statement)).toEqual(expected);
});
