/** For tests of this folder: as much of a file's facts as the edits look at. */
import type { Comment, Expression, Scope, Statement } from "../code";
import type { Parser } from "../python/parser";
import type { Syntax } from "../python/syntax";
import type { Facts } from "../types";

export function smallFacts(parser: Parser, text: string): Facts {
  const { root, errors, comments: found } = parser.parse(text);
  const scopes: Scope[] = [];
  const slice = (node: Syntax): string => text.slice(node.start, node.end);
  const spanOf = ({ start, end }: Syntax) => ({ start, end });
  const field = (node: Syntax, name: string): Syntax | undefined => node.children.find((child) => child.field === name);
  const nameOf = (node: Syntax) => ({ kind: "name" as const, name: slice(node), span: spanOf(node) });

  function imported(node: Syntax) {
    const name = field(node, "name");
    const alias = field(node, "alias");
    const isAliased = node.type === "aliased_import" && name !== undefined && alias !== undefined;
    return {
      name: slice(isAliased ? name : node),
      nameSpan: spanOf(isAliased ? name : node),
      alias: isAliased ? nameOf(alias) : null,
      span: spanOf(node),
    };
  }

  function target(node: Syntax): Expression {
    if (node.type === "identifier") return nameOf(node);
    return { kind: "unknown", parts: [], span: spanOf(node) };
  }

  function expression(node: Syntax): Statement {
    const [inner] = node.children;
    const span = spanOf(node);
    if (inner?.type === "string") {
      return { kind: "expression", value: { kind: "constant", value: slice(inner), span }, span };
    }
    if (inner?.type === "assignment") {
      const left = inner.children.find((child) => child.field === "left") as Syntax;
      return { kind: "assign", targets: [target(left)], annotation: null, value: null, span };
    }
    return { kind: "expression", value: { kind: "unknown", parts: [], span }, span };
  }

  function statements(node: Syntax): Statement[] {
    return node.children.flatMap((child) => statement(child) ?? []);
  }

  function nested(node: Syntax): Statement[] {
    return node.children.flatMap((child) => (child.type === "block" ? statements(child) : nested(child)));
  }

  function definition(node: Syntax): Statement {
    const inner = node.type === "decorated_definition" ? (field(node, "definition") as Syntax) : node;
    const id = scopes.length;
    const body = field(inner, "body") as Syntax;
    scopes.push(scopeOf(id, slice(field(inner, "name") as Syntax), node));
    const inside = statements(body);
    const bound = inside.flatMap((one) =>
      one.kind === "assign" ? one.targets.flatMap((name) => (name.kind === "name" ? [name.name] : [])) : [],
    );
    const globals = inside.flatMap((one) => (one.kind === "global" ? one.names.map(({ name }) => name) : []));
    scopes[id] = { ...(scopes[id] as Scope), body: inside, bound, globals };
    const kind = inner.type === "class_definition" ? "class" : "function";
    return { kind, scope: id, decorators: [], bases: [], span: spanOf(node) };
  }

  function scopeOf(id: number, name: string, node: Syntax): Scope {
    return {
      id,
      kind: id === 0 ? "module" : "function",
      name,
      nameSpan: null,
      parent: id === 0 ? null : 0,
      parameters: [],
      returns: null,
      async: false,
      generator: false,
      bound: [],
      globals: [],
      nonlocals: [],
      body: [],
      mentions: [],
      span: spanOf(node),
    };
  }

  function fromImport(node: Syntax): Statement {
    const span = spanOf(node);
    const module = field(node, "module_name");
    const source = module === undefined ? "__future__" : slice(module);
    const isStar = node.children.some(({ type }) => type === "wildcard_import");
    const names = isStar ? "*" : node.children.filter((child) => child.field === "name").map(imported);
    const level = /^\.*/.exec(source)?.[0].length ?? 0;
    return { kind: "import-from", level, module: source.slice(level), names, span };
  }

  function statement(node: Syntax): Statement | null {
    const span = spanOf(node);
    switch (node.type) {
      case "comment":
      case "line_continuation":
        return null;
      case "import_statement":
        return { kind: "import", names: node.children.filter((child) => child.field === "name").map(imported), span };
      case "import_from_statement":
      case "future_import_statement":
        return fromImport(node);
      case "expression_statement":
        return expression(node);
      case "function_definition":
      case "class_definition":
      case "decorated_definition":
        return definition(node);
      case "global_statement":
        return { kind: "global", names: node.children.map(nameOf), span };
      case "if_statement":
      case "try_statement": {
        const test = { kind: "constant" as const, value: true, span };
        return { kind: "if", test, body: nested(node), orelse: [], span };
      }
      default:
        return { kind: "unknown", parts: [], span };
    }
  }

  const comments: Comment[] = found.map((span) => ({ text: text.slice(span.start, span.end), span }));
  scopes.push(scopeOf(0, "", root));
  scopes[0] = { ...(scopes[0] as Scope), body: statements(root) };
  return { path: "shop/clients.py", lines: [], generated: false, scopes, comments, errors };
}
