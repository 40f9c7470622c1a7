import type { Constant, Expression, Span, Template, Unknown } from "../code";
import type { Syntax } from "../python/syntax";
import { child, identifiersBelow, lower, lowerAll, lowerLeaf, span, textOf } from "./lower";
import type { LowerExpression, OpenScope } from "./open-scope";

export const stringLowerers: Readonly<Record<string, LowerExpression>> = {
  string: (node, scope) => joined([node], node, scope),
  concatenated_string: (node, scope) => joined(node.children, node, scope),
};

type Part = string | Expression;

/** Adjacent literals as one value: a constant, or a template where something is interpolated. */
function joined(literals: readonly Syntax[], node: Syntax, scope: OpenScope): Constant | Template | Unknown {
  const parts: Part[] = [];
  let isText = true;
  for (const literal of literals) {
    const prefix = prefixOf(literal, scope);
    isText &&= prefix !== null && !/[bt]/.test(prefix);
    for (const part of partsOf(literal, prefix ?? "", scope)) append(part, parts);
  }
  if (!isText) return { kind: "unknown", parts: parts.filter((part) => typeof part !== "string"), span: span(node) };
  const [first, ...rest] = parts;
  if (first === undefined) return { kind: "constant", value: "", span: span(node) };
  if (typeof first === "string" && rest.length === 0) return { kind: "constant", value: first, span: span(node) };
  return { kind: "template", parts, span: span(node) };
}

function append(part: Part, parts: Part[]): void {
  const last = parts.at(-1);
  if (part === "") return;
  if (typeof part === "string" && typeof last === "string") parts[parts.length - 1] = last + part;
  else parts.push(part);
}

/** The letters before the quotes in lower case; `null` for what is no literal, such as an error or Python 2's backquotes. */
function prefixOf(literal: Syntax, scope: OpenScope): string | null {
  const start = literal.children[0];
  if (literal.type !== "string" || start?.type !== "string_start") return null;
  return /^([a-z]*)["']/.exec(textOf(start, scope).toLowerCase())?.[1] ?? null;
}

/** The text is what lies between the quotes and the interpolations: the scanner's own pieces are not exact. */
function partsOf(literal: Syntax, prefix: string, scope: OpenScope): readonly Part[] {
  const first = literal.children[0];
  const opening = first?.type === "string_start" ? first : undefined;
  const inner = literal.children.filter((node) => !node.type.startsWith("string_"));
  if (opening === undefined) return lowerAll(inner, scope);
  const last = literal.children.at(-1);
  const isClosed = last?.type === "string_end" && last.start < last.end;
  const closing = isClosed ? opening.end - opening.start - prefix.length : 0;
  const parts: Part[] = [];
  let start = opening.end;
  for (const node of inner) {
    parts.push(textPart({ start, end: node.start }, prefix, scope));
    parts.push(...(node.type === "interpolation" ? interpolated(node, scope) : [lower(node, scope)]));
    start = node.end;
  }
  parts.push(textPart({ start, end: Math.max(start, literal.end - closing) }, prefix, scope));
  return parts;
}

function textPart({ start, end }: Span, prefix: string, scope: OpenScope): Part {
  const source = scope.file.text.slice(start, end).replace(/\r\n?/g, "\n");
  const text = /[ft]/.test(prefix) ? source.replace(/\{\{|\}\}/g, (braces) => braces.charAt(0)) : source;
  const value = prefix.includes("r") || prefix.includes("b") ? text : unescaped(text);
  return value ?? { kind: "unknown", parts: [], span: { start, end } };
}

/** A conversion, a format or a `=` changes the text, so the value alone would not be what is shown. */
function interpolated(node: Syntax, scope: OpenScope): readonly Part[] {
  const value = child(node, "expression");
  if (value === undefined) return [{ kind: "unknown", parts: lowerAll(node.children, scope), span: span(node) }];
  const format = child(node, "format_specifier");
  const isPlain = format === undefined && /^\s*(!s\s*)?\}?$/.test(scope.file.text.slice(value.end, node.end));
  if (isPlain) return [lower(value, scope)];
  return [{ kind: "unknown", parts: [lower(value, scope), ...formatParts(format, scope)], span: span(node) }];
}

/** The interpolations in a format specification, which may hold formats again. */
function formatParts(format: Syntax | undefined, scope: OpenScope): readonly Expression[] {
  if (format === undefined) return [];
  return format.children.flatMap((node) =>
    node.type === "format_expression"
      ? interpolated(node, scope).filter((part) => typeof part !== "string")
      : identifiersBelow(node).map((leaf) => lowerLeaf(leaf, scope)),
  );
}

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["\n", ""],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

const escapeSequence = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(N\{)|([\s\S]))/g;

/** `null` where a character is given by its Unicode name, which we do not know. Unknown escapes stay, as in Python. */
function unescaped(text: string): string | null {
  if (!text.includes("\\")) return text;
  let isKnown = true;
  const value = text.replace(escapeSequence, (whole, octal, byte, short, long, named, simple) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const hex = Number.parseInt(byte ?? short ?? long ?? "", 16);
    if (hex <= 0x10ffff) return String.fromCodePoint(hex);
    if (named !== undefined || long !== undefined) isKnown = false;
    return simpleEscapes.get(simple) ?? whole;
  });
  return isKnown ? value : null;
}
