import type { Comment, Scope, Span } from "../code";
import type { Parser } from "../python/parser";
import type { Syntax } from "../python/syntax";
import type { Facts } from "../types";
import { accessLowerers } from "./access";
import { lowerStatements } from "./blocks";
import { compoundLowerers } from "./compound";
import { displayLowerers } from "./displays";
import { expressionLowerers } from "./expressions";
import { definitionLowerers, lambdaLowerers } from "./functions";
import { isGenerated } from "./generated";
import { importLowerers } from "./imports";
import { lineStarts } from "./lines";
import { literalLowerers } from "./literals";
import { closeScope, type OpenFile, openScope } from "./open-scope";
import { operatorLowerers } from "./operators";
import { matchLowerers } from "./patterns";
import { salvage } from "./salvage";
import { statementLowerers } from "./statements";
import { stringLowerers } from "./strings";
import { typeAliasLowerers } from "./type-aliases";

const expressions = new Map(
  Object.entries({
    ...accessLowerers,
    ...displayLowerers,
    ...expressionLowerers,
    ...lambdaLowerers,
    ...literalLowerers,
    ...operatorLowerers,
    ...stringLowerers,
  }),
);

const statements = new Map(
  Object.entries({
    ...compoundLowerers,
    ...definitionLowerers,
    ...importLowerers,
    ...matchLowerers,
    ...statementLowerers,
    ...typeAliasLowerers,
  }),
);

/** What the text of one file says. Never throws; where the text does not parse, what is readable is in the facts. */
export function extractFacts(path: string, text: string, parser: Parser): Facts {
  const { root, comments, errors } = parser.parse(text);
  return {
    path,
    lines: lineStarts(text),
    generated: isGenerated(path, text),
    scopes: lowerModule(root, text, errors.length > 0),
    comments: comments.map((comment) => readComment(comment, text)),
    errors,
  };
}

function lowerModule(root: Syntax, text: string, hasErrors: boolean): readonly Scope[] {
  const file: OpenFile = {
    text,
    scopes: [],
    pending: [],
    expressions,
    statements,
    lowered: hasErrors ? new Set() : null,
    depth: 0,
  };
  const span = { start: 0, end: text.length };
  const module = openScope({ file, kind: "module", name: "", nameSpan: null, parent: null, span, async: false });
  module.body = lowerStatements(root.children, module);
  for (let next = 0; next < file.pending.length; next++) file.pending[next]?.();
  if (file.lowered !== null) salvage(root, file.lowered, module);
  return file.scopes.map(closeScope);
}

/** The grammar counts the CR of a CRLF to the comment. */
function readComment({ start, end }: Span, text: string): Comment {
  const comment = text.slice(start, end).replace(/\r+$/, "");
  return { text: comment, span: { start, end: start + comment.length } };
}
