import { UNKNOWN } from "./unknown";

/** What stands at an offset of a text, and the offset after it. */
export interface Piece {
  readonly text: string;
  readonly end: number;
}

/** The value of a variable: null when it is not a constant, undefined when nothing is known to set it. */
export type Lookup = (name: string) => string | null | undefined;

/** Reads what begins at an offset; null where that is no expansion. */
export type Expansion = (text: string, at: number) => Piece | null;

/** UTF-16 units of an expansion. A longer one is unknown, so that a hostile text takes no more time than it has characters. */
const LIMIT = 4096;

/**
 * `$X` and `${X:-default}` as sh, Docker and Compose have them. What nothing in the text sets has its default, because
 * that is what the file's author wants of a plain start.
 */
export function expansionWith(lookup: Lookup): Expansion {
  return (text, at) => {
    if (text[at] !== "$") return null;
    if (text[at + 1] === "{") return braced(text, at, lookup);
    if (text[at + 1] === "(") return { text: UNKNOWN, end: closing(text, at + 1) ?? at + LIMIT };
    const name = /[A-Za-z_]\w*|[0-9@*#?$!-]/y;
    name.lastIndex = at + 1;
    const found = name.exec(text)?.[0];
    return found === undefined ? null : { text: lookup(found) ?? UNKNOWN, end: at + 1 + found.length };
  };
}

/** {@link expansionWith} where nothing is known of other variables. */
export const expansion: Expansion = expansionWith(() => undefined);

/** Reads a doubled sign as the sign itself, and anything else as `expand` does. */
export function orDoubled(sign: string, expand: Expansion): Expansion {
  return (text, at) => (text[at] === sign && text[at + 1] === sign ? { text: sign, end: at + 2 } : expand(text, at));
}

/** The text with everything expanded that `expand` takes. */
export function expanded(text: string, expand: Expansion): string {
  let result = "";
  for (let at = 0; at < text.length; ) {
    const piece = expand(text, at) ?? { text: text.charAt(at), end: at + 1 };
    result += piece.text;
    at = piece.end;
  }
  return result;
}

function braced(text: string, at: number, lookup: Lookup): Piece {
  const end = closing(text, at + 1);
  if (end === null) return { text: UNKNOWN, end: at + LIMIT };
  const [, name, operator, word = ""] = /^([A-Za-z_]\w*)(?:(:?-)(.*))?$/s.exec(text.slice(at + 2, end - 1)) ?? [];
  if (name === undefined) return { text: UNKNOWN, end };
  const value = lookup(name);
  const isUnset = value === undefined || (value === "" && operator === ":-");
  if (operator === undefined || !isUnset) return { text: value ?? UNKNOWN, end };
  return { text: expanded(word, expansionWith(lookup)), end };
}

/** The offset after the bracket that closes the one at `from`. */
function closing(text: string, from: number): number | null {
  const open = text.charAt(from);
  const close = open === "{" ? "}" : ")";
  const limit = Math.min(text.length, from + LIMIT);
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    if (text[at] === open) depth += 1;
    if (text[at] === close) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return null;
}
