/** The channel option that keeps a channel from sharing a connection with another one of its process. */
import type { Call, Expression } from "../../src/code";
import { indentationAt, newline } from "../../src/edits/indent";
import { editListing, listingAt, type Written } from "../../src/edits/listing";
import { forEachStatement } from "../../src/facts/walk";
import type { Edit, Facts } from "../../src/types";
import { dottedName } from "./syntax";

/**
 * A child's new channel to a target to which the parent is connected is given the parent's connection, unless it has
 * a subchannel pool of its own (docs/analysis.md, docs/proof.md).
 */
const OPTION = '("grpc.use_local_subchannel_pool", 1)';

/** Options are the second argument of an insecure channel and the third of a secure one. */
function optionsOf(call: Call): Expression | null | "unknown" {
  if (call.arguments.some((arg) => arg.kind === "star" || arg.kind === "double-star")) return "unknown";
  const named = call.arguments.find((arg) => arg.name === "options");
  const position = dottedName(call.callee)?.endsWith("insecure_channel") ? 1 : 2;
  return (named ?? call.arguments.filter((arg) => arg.kind === "positional")[position])?.value ?? null;
}

/** The edits that add the option to a channel's creation; null where the call cannot be understood. */
export function localPoolEdits(page: Written, call: Call): readonly Edit[] | null {
  const { text } = page;
  const { path } = page.facts;
  const options = optionsOf(call);
  if (options === "unknown") return null;
  const last = call.arguments.at(-1);
  if (options === null) {
    if (!last) return null;
    const separator = ownLine(text, last.span.start)
      ? `,${newline(text)}${indentationAt(text, last.span.start)}`
      : ", ";
    return [{ path, span: { start: last.span.end, end: last.span.end }, text: `${separator}options=[${OPTION}]` }];
  }
  if (text.slice(options.span.start, options.span.end).includes("grpc.use_local_subchannel_pool")) return [];
  if (options.kind === "sequence" && options.type !== "set" && options.items.length > 0) {
    const listing = listingAt(page, options.span.start, options.span.end);
    const type = options.type === "tuple" ? "tuple" : "other";
    return listing && editListing(text, listing, { remove: [], append: [OPTION], type }).map((e) => ({ path, ...e }));
  }
  if (options.kind === "sequence" || (options.kind === "constant" && options.value === null)) {
    return [{ path, span: options.span, text: `[${OPTION}]` }];
  }
  return [{ path, span: options.span, text: `[*${spreadable(page, options)}, ${OPTION}]` }];
}

/** The expression as it can stand behind a star. A name may be `None`, unless it is bound to lists alone. */
function spreadable({ facts, text }: Written, options: Expression): string {
  const written = text.slice(options.span.start, options.span.end);
  if (options.kind === "call") return written;
  return options.kind === "name" && isListed(facts, options.name) ? written : `(${written} or ())`;
}

/** Whether whatever has the name in this file is a list that is written out. */
function isListed(facts: Facts, name: string): boolean {
  const values: (Expression | null)[] = [];
  for (const { parameters, body } of facts.scopes) {
    if (parameters.some((parameter) => parameter.name === name)) return false;
    forEachStatement(body, (statement) => {
      if (statement.kind !== "assign") return;
      if (statement.targets.some((target) => target.kind === "name" && target.name === name))
        values.push(statement.value);
    });
  }
  return values.length > 0 && values.every((value) => value?.kind === "sequence" || value?.kind === "comprehension");
}

function ownLine(text: string, offset: number): boolean {
  return /(^|[\r\n])[ \t]*$/.test(text.slice(0, offset));
}
