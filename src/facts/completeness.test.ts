/** Real files: is every identifier in the facts, and does CPython see the same statements, scopes and strings? */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Expression, Scope } from "../code";
import { loadParser, type Parser } from "../python/parser";
import type { Syntax } from "../python/syntax";
import type { Facts } from "../types";
import { extractFacts } from "./facts";
import { comprehensionExpressions, forEachExpression, forEachStatement, namesIn } from "./walk";

const python = spawnSync("python3", ["-c", "import sysconfig; print(sysconfig.get_path('stdlib'))"], {
  encoding: "utf8",
});
const library = python.status === 0 ? python.stdout.trim() : null;
const onRealFiles = library === null ? test.skip : test;

let parser: Parser;

beforeAll(async () => {
  parser = await loadParser();
});

/** About `count` modules of the standard library, spread over it. */
function sample(count: number): readonly string[] {
  if (library === null) return [];
  const names = readdirSync(library, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".py") && !/site-packages|lib2to3.tests|bad/.test(name))
    .sort();
  const step = Math.max(1, Math.floor(names.length / count));
  return names.filter((_, index) => index % step === 0).map((name) => join(library, name));
}

/** Where identifiers start that are bare names: no attribute, keyword, module path or keyword pattern. */
function bareIdentifiers(root: Syntax): readonly Syntax[] {
  const found: Syntax[] = [];
  const visit = (node: Syntax, parent: Syntax) => {
    const isKeyword = parent.type === "keyword_argument" && node.field === "name";
    const isElsewhere =
      parent.type === "dotted_name" || parent.type === "keyword_pattern" || node.field === "attribute";
    if (node.type === "identifier" && !isKeyword && !isElsewhere) found.push(node);
    for (const child of node.children) visit(child, node);
  };
  visit(root, root);
  return found;
}

onRealFiles("every identifier is in the facts, at its place", () => {
  let checked = 0;
  for (const path of sample(300)) {
    const text = readFileSync(path, "utf8");
    const { root } = parser.parse(text);
    const occurrences = new Map(
      namesIn(extractFacts(path, text, parser)).map((found) => [found.span.start, found.name]),
    );
    for (const { start, end } of bareIdentifiers(root)) {
      checked++;
      const found = occurrences.get(start);
      if (found !== text.slice(start, end)) throw new Error(`${path}:${start} ${text.slice(start, end)} is ${found}`);
    }
  }
  expect(checked).toBeGreaterThan(100_000);
});

/** Offsets in UTF-16 units, as everywhere here. Private names are not mangled, `global` is left to its own function. */
const oracle = `
import ast, json, re, symtable, sys

kinds = {"Expr": "expression", "Assign": "assign", "AnnAssign": "assign", "AugAssign": "augment", "Delete": "delete",
         "AsyncFor": "for", "TryStar": "try", "AsyncWith": "with", "ImportFrom": "import-from",
         "FunctionDef": "function", "AsyncFunctionDef": "function", "ClassDef": "class"}

# Later, names of inlined comprehensions are among those of the function around them (PEP 709).
has_plain_scopes = sys.version_info < (3, 12)

def unmangled(name):
    return re.sub(r"^_[A-Za-z0-9_]*?(__\\w+)(?<!__)$", r"\\1", name)

def bound(symbol):
    if symbol.get_name().startswith(".") or symbol.is_declared_global() or symbol.is_nonlocal():
        return False
    return symbol.is_assigned() or symbol.is_parameter() or symbol.is_imported() or symbol.is_annotated()

def scopes(table, rows):
    if table.get_type() in ("function", "class"):
        name = table.get_name()
        is_comprehension = ".0" in table.get_identifiers()
        name = "<comprehension>" if is_comprehension else "<lambda>" if name == "lambda" else name
        names = sorted(unmangled(s.get_name()) for s in table.get_symbols() if bound(s))
        rows.append([name, table.get_lineno(), names])
    for child in table.get_children():
        scopes(child, rows)
    return rows

def facts(path):
    source = open(path, encoding="utf-8", newline="").read()
    lines = source.split("\\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode("utf-16-le")) // 2 + 1)
    def offset(line, column):
        before = lines[line - 1].encode()[:column].decode()
        return starts[line - 1] + len(before.encode("utf-16-le")) // 2
    tree = ast.parse(source)
    statements, calls = [], []
    formats = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    strings = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.stmt, ast.Call)) and id(node) not in formats:
            first = min([node, *getattr(node, "decorator_list", [])], key=lambda n: (n.lineno, n.col_offset))
            start = offset(first.lineno, first.col_offset) - (0 if first is node else 1)
            end = offset(node.end_lineno, node.end_col_offset)
            kind = type(node).__name__
            (calls if kind == "Call" else statements).append([kinds.get(kind, kind.lower()), start, end])
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in formats:
            strings.append(node.value)
    return {"statements": statements, "calls": calls, "strings": strings,
            "scopes": scopes(symtable.symtable(source, path, "exec"), []) if has_plain_scopes else None}

for path in json.load(sys.stdin):
    try:
        print(json.dumps([path, facts(path)]))
    except (SyntaxError, UnicodeDecodeError, RecursionError):
        pass
`;

interface Seen {
  readonly statements: readonly unknown[];
  readonly calls: readonly unknown[];
  readonly strings: readonly string[];
  readonly scopes: readonly unknown[] | null;
}

function seen(facts: Facts): Seen {
  const statements: unknown[] = [];
  const calls: unknown[] = [];
  const strings: string[] = [];
  const inTemplate = new Set<Expression>();
  const visit = (expression: Expression) => {
    if (expression.kind === "template" || inTemplate.has(expression)) {
      forEachExpression(expression, (inner) => inTemplate.add(inner), facts.scopes);
    }
    if (inTemplate.has(expression)) return;
    if (expression.kind === "call") calls.push(["call", expression.span.start, expression.span.end]);
    if (expression.kind === "constant" && typeof expression.value === "string") strings.push(expression.value);
    if (expression.kind !== "comprehension") return;
    for (const inner of comprehensionExpressions(expression)) forEachExpression(inner, visit, facts.scopes);
  };
  for (const scope of facts.scopes) {
    for (const statement of scope.body) forEachExpression(statement, visit, facts.scopes);
    if (scope.kind === "lambda") continue;
    forEachStatement(scope.body, ({ kind, span }) => statements.push([kind, span.start, span.end]));
  }
  const scopes = facts.scopes.slice(1).map((scope) => [scope.name, lineOf(scope, facts), [...scope.bound].sort()]);
  return { statements, calls, strings, scopes };
}

function lineOf({ span }: Scope, { lines }: Facts): number {
  return lines.filter((start) => start <= span.start).length;
}

function sorted(rows: readonly unknown[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}

onRealFiles("CPython sees the same statements, calls, strings and scopes", () => {
  const options = { input: JSON.stringify(sample(60)), encoding: "utf8", maxBuffer: 2 ** 28 } as const;
  const { stdout, status, stderr } = spawnSync("python3", ["-c", oracle], options);
  if (status !== 0) throw new Error(stderr);
  const answers: readonly [string, Seen][] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers.length).toBeGreaterThan(40);
  for (const [path, expected] of answers) {
    const actual = seen(extractFacts(path, readFileSync(path, "utf8"), parser));
    expect([path, sorted(actual.statements)]).toEqual([path, sorted(expected.statements)]);
    if (expected.scopes !== null) expect([path, sorted(actual.scopes ?? [])]).toEqual([path, sorted(expected.scopes)]);
    expect([path, sorted(actual.calls)]).toEqual([path, sorted(expected.calls)]);
    expect([path, sorted(actual.strings)]).toEqual([path, sorted(expected.strings)]);
  }
});
