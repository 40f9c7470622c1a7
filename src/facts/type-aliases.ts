import type { Parameter, Statement } from "../code";
import type { Syntax } from "../python/syntax";
import { lowerLater } from "./functions";
import { child, identifiersBelow, lowerName, mention, span, textOf } from "./lower";
import { bindName, type LowerStatement, type OpenScope } from "./open-scope";
import { lowerAssignment } from "./statements";

export const typeAliasLowerers: Readonly<Record<string, LowerStatement>> = { type_alias_statement: lowerTypeAlias };

/** tree-sitter takes `type(a).b = c` and `type[a] = b` for aliases as well: there the left side opens with a bracket. */
function lowerTypeAlias(node: Syntax, scope: OpenScope): Statement {
  const left = child(node, "left");
  if (left === undefined) return { kind: "unknown", parts: [], span: span(node) };
  if (!/[([]/.test(scope.file.text.charAt(left.start))) return lowerAlias(node, left, scope);
  const word: Syntax = {
    type: "identifier",
    field: "function",
    start: node.start,
    end: node.start + "type".length,
    children: [],
  };
  const target = { ...withWord(left.children[0] ?? left, word), field: "left" };
  const children = [target, ...node.children.filter((part) => part !== left)];
  return lowerAssignment({ ...node, type: "assignment", children }, scope);
}

/** Puts the word before the bracket that `node` begins with: a call, or a subscript. */
function withWord(node: Syntax, word: Syntax): Syntax {
  const path: Syntax[] = [];
  let bracket = node;
  for (let next = node.children[0]; isAccess(bracket) && next !== undefined; next = bracket.children[0]) {
    path.push(bracket);
    bracket = next;
  }
  const start = word.start;
  return path.reduceRight<Syntax>(
    (inner, outer) => ({ ...outer, start, children: [inner, ...outer.children.slice(1)] }),
    accessed(bracket, word),
  );
}

function isAccess({ type }: Syntax): boolean {
  return type === "attribute" || type === "subscript" || type === "call" || type === "member_type";
}

function accessed(bracket: Syntax, word: Syntax): Syntax {
  const place = { field: bracket.field, start: word.start, end: bracket.end };
  if (bracket.type === "list") {
    const indices = bracket.children.map((index) => ({ ...index, field: "subscript" }));
    return { type: "subscript", ...place, children: [{ ...word, field: "value" }, ...indices] };
  }
  const passed: Syntax = { ...bracket, type: "argument_list", field: "arguments" };
  return { type: "call", ...place, children: [word, passed] };
}

/** `type X[T] = value` evaluates its value when asked for it, as a lambda does. */
function lowerAlias(node: Syntax, left: Syntax, scope: OpenScope): Statement {
  const [name, ...parameters] = identifiersBelow(left);
  if (name === undefined) return { kind: "unknown", parts: [], span: span(node) };
  const target = lowerName(name, scope);
  bindName(target.name, scope);
  const value = lowerLater(node, child(node, "right"), scope, (own) =>
    parameters.map((parameter): Parameter => {
      bindName(textOf(parameter, own), own);
      const name = mention(parameter, own);
      const place = span(parameter);
      return { name, kind: "positional", default: null, annotation: null, nameSpan: place, span: place };
    }),
  );
  return { kind: "assign", targets: [target], annotation: null, value, span: span(node) };
}
