/** The channel option that keeps a channel from sharing a connection with another one of its process. */
import type { Call, Expression } from "../../src/code";
import { indentationAt, newline } from "../../src/edits/indent";
import type { Edit } from "../../src/types";

/**
 * A child's new channel to a target to which the parent is connected is given the parent's connection, unless it has
 * a subchannel pool of its own (docs/analysis.md, docs/proof.md).
 */
const OPTION = '("grpc.use_local_subchannel_pool", 1)';

/** Options are the second argument of an insecure channel and the third of a secure one. */
function optionsOf(call: Call, maker: string): Expression | null | "unknown" {
  if (call.arguments.some((arg) => arg.kind === "star" || arg.kind === "double-star")) return "unknown";
  const named = call.arguments.find((arg) => arg.name === "options");
  const position = maker.endsWith("insecure_channel") ? 1 : 2;
  return (named ?? call.arguments.filter((arg) => arg.kind === "positional")[position])?.value ?? null;
}

/** The edits that add the option to a channel's creation; null where the call cannot be understood. */
export function localPoolEdits(path: string, text: string, call: Call, maker: string): readonly Edit[] | null {
  const options = optionsOf(call, maker);
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
    const end = (options.items.at(-1) as Expression).span.end;
    return [{ path, span: { start: end, end }, text: `, ${OPTION}` }];
  }
  if (options.kind === "sequence" || (options.kind === "constant" && options.value === null)) {
    return [{ path, span: options.span, text: `[${OPTION}]` }];
  }
  const written = text.slice(options.span.start, options.span.end);
  return [
    {
      path,
      span: options.span,
      text: `[*${options.kind === "name" || options.kind === "attribute" ? written : `(${written})`}, ${OPTION}]`,
    },
  ];
}

function ownLine(text: string, offset: number): boolean {
  return /(^|[\r\n])[ \t]*$/.test(text.slice(0, offset));
}
