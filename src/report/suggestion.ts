import type { Change } from "../types";

/** Lines of a file that are replaced by others, as a reviewer is offered them. */
export interface Suggestion {
  /** 1-based, both inclusive: at least one line is replaced. */
  readonly first: number;
  readonly last: number;
  /** Without the end of its last line; empty means that the lines go. */
  readonly text: string;
}

/**
 * A change as one suggestion, from its first changed line to its last: the edits of a fix belong together, and a reviewer can accept
 * suggestions one by one.
 */
export function suggestionOf({ before, after }: Pick<Change, "before" | "after">): Suggestion {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  if (needsNeighbour(old, now, head, tail)) {
    // What follows the last line end is no line that could be replaced.
    const below = tail - (before.endsWith("\n") ? 1 : 0);
    if (below > 0) tail--;
    else if (head > 0) head--;
  }
  const text = now.slice(head, now.length - tail).join("\n");
  return { first: head + 1, last: Math.max(head + 1, old.length - tail), text: text.replace(/\r$/, "") };
}

/** Nothing is replaced, or the new text is one empty line, which can't be told from none. */
function needsNeighbour(old: readonly string[], now: readonly string[], head: number, tail: number): boolean {
  const [only, ...others] = now.slice(head, now.length - tail);
  return head + tail >= old.length || (only?.trim() === "" && others.length === 0);
}
