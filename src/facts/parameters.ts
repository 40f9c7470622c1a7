import type { Parameter } from "../code";
import type { Syntax } from "../python/syntax";
import { child, identifiersBelow, lowerOptional, mention, span } from "./lower";
import { bindName, type OpenScope } from "./open-scope";

/** Binds the parameters in `scope`; their defaults and annotations are evaluated in `outer`. */
export function lowerParameters(nodes: readonly Syntax[], scope: OpenScope, outer: OpenScope): readonly Parameter[] {
  const slash = nodes.findIndex((node) => node.type === "positional_separator");
  const parameters: Parameter[] = [];
  let afterStar = false;
  nodes.forEach((node, index) => {
    const splat = splatOf(node);
    const named = afterStar ? "keyword-only" : index < slash ? "positional-only" : "positional";
    if (node.type === "keyword_separator" || splat === "star") afterStar = true;
    for (const name of namesOf(node)) parameters.push(parameter(node, name, splat ?? named, scope, outer));
  });
  return parameters;
}

function parameter(node: Syntax, name: Syntax, kind: Parameter["kind"], scope: OpenScope, outer: OpenScope): Parameter {
  const text = mention(name, scope);
  bindName(text, scope);
  return {
    name: text,
    kind,
    default: lowerOptional(child(node, "value"), outer),
    annotation: lowerOptional(child(node, "type"), outer),
    nameSpan: span(name),
    span: span(node),
  };
}

/** One identifier; several for a tuple parameter of Python 2, and none for `*` and `/`. */
function namesOf(node: Syntax): readonly Syntax[] {
  if (node.type === "ERROR") return [];
  if (node.type === "identifier") return [node];
  const name = node.children.find((part) => part.field !== "type" && part.field !== "value");
  return name === undefined ? [] : identifiersBelow(name);
}

function splatOf(node: Syntax): "star" | "double-star" | null {
  const inner = node.type === "typed_parameter" ? node.children[0] : node;
  if (inner?.type === "list_splat_pattern") return "star";
  return inner?.type === "dictionary_splat_pattern" ? "double-star" : null;
}
