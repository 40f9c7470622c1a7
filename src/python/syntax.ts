/**
 * The syntax tree of one file as plain objects, so that nothing after parsing touches tree-sitter and
 * its memory can be freed before `parse` returns.
 */
import type { Span } from "../code";

/** A named node of tree-sitter-python's grammar. Offsets are UTF-16 units into the parsed text. */
export interface Syntax {
  readonly type: string;
  /** The name of the field that it fills in its parent. */
  readonly field: string | null;
  readonly start: number;
  readonly end: number;
  /** Without comments and line continuations, which may stand anywhere and mean nothing. */
  readonly children: readonly Syntax[];
}

/** A parsed file. */
export interface Parsed {
  readonly root: Syntax;
  /** From `#` to the end of the line, in order. */
  readonly comments: readonly Span[];
  /** The outermost places that do not parse, in order. One may be empty: there something is missing. */
  readonly errors: readonly Span[];
}

/** What a binding of tree-sitter does with a text. It throws where tree-sitter does. */
export interface LoadedEngine {
  readonly parse: (text: string) => Parsed;
  readonly errors: (text: string) => readonly Span[];
}

/** What both bindings of tree-sitter call a cursor. */
export interface Cursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | null | undefined;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

interface OpenNode extends Syntax {
  readonly children: OpenNode[];
}

/** Leaves for us: what tree-sitter holds below them is read from the text instead. */
const leaves: ReadonlySet<string> = new Set(["identifier", "string_start", "string_content", "string_end"]);

/** Copies the whole tree below `cursor` in one pass without recursion, since trees can be 100,000 deep. */
export function readTree(cursor: Cursor, hasError: boolean): Parsed {
  const root = openNode(cursor);
  const comments: Span[] = [];
  const errors: Span[] = [];
  const ancestors: OpenNode[] = [];
  let parent = root;
  let more = cursor.gotoFirstChild();
  while (more) {
    const node = cursor.nodeIsNamed ? openNode(cursor) : null;
    if (hasError) recordError(cursor, errors);
    if (node?.type === "comment") comments.push({ start: node.start, end: node.end });
    else if (node !== null && node.type !== "line_continuation") {
      parent.children.push(node);
      if (!leaves.has(node.type) && cursor.gotoFirstChild()) {
        ancestors.push(parent);
        parent = node;
        continue;
      }
    }
    while (more && !cursor.gotoNextSibling()) {
      more = ancestors.length > 0 && cursor.gotoParent();
      parent = ancestors.pop() ?? root;
    }
  }
  if (root.type !== "ERROR") return { root, comments, errors };
  const { start, end } = root;
  return { root: { ...root, type: "module" }, comments, errors: [{ start, end }] };
}

function recordError(cursor: Cursor, errors: Span[]): void {
  if (cursor.nodeType !== "ERROR" && !cursor.nodeIsMissing) return;
  const start = cursor.startIndex;
  const last = errors.at(-1);
  if (last === undefined || start >= last.end) errors.push({ start, end: cursor.endIndex });
}

function openNode(cursor: Cursor): OpenNode {
  return {
    type: cursor.nodeType,
    field: cursor.currentFieldName ?? null,
    start: cursor.startIndex,
    end: cursor.endIndex,
    children: [],
  };
}
