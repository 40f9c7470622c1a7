import type { Statement } from "../code";
import type { Facts, ImportRequest, Span } from "../types";
import { blankLinesAround, commentsAbove, lineStart, nextLine } from "./indent";
import { headEnd, moduleRows, type Row } from "./rows";
import { isStdlib } from "./stdlib";

/** Where a new import goes. */
export interface ImportPlace {
  readonly offset: number;
  readonly request: ImportRequest;
  /** Blank lines between the import and what stands before and after it, if it comes alone. */
  readonly lead: number;
  readonly trail: number;
}

/** isort's sections; which of the second kind are the project's own, one file does not tell. */
type Section = 0 | 1 | 2;

interface Ground {
  readonly text: string;
  readonly facts: Facts;
  readonly rows: readonly Row[];
  /** Nothing goes before `head`, nor after `limit`; both are line starts. */
  readonly head: number;
  readonly limit: number;
}

/**
 * Finds the place that keeps the file's order: among the imports of its section where these are sorted, else behind
 * them; a standard module in the first block of imports, any other in the last one before `request.before`, because
 * what runs between the blocks may be there for its sake (`sys.path`, environment variables). Null when there is no
 * line between the head of the module and the place, or when what stands at the place is `taken`.
 */
export function placeImport(
  text: string,
  facts: Facts,
  request: ImportRequest,
  taken: readonly Span[],
): ImportPlace | null {
  const rows = moduleRows(text, facts);
  const ground = { text, facts, rows, head: headOf(text, facts, rows), limit: limitOf(text, rows, request.before) };
  if (ground.limit < ground.head) return null;
  const block = blockFor(ground, request);
  const place = block === null ? placeAlone(ground, request) : placeInBlock(ground, block, request);
  return moveAside(ground, place, taken);
}

/** The start of the row, or of the line between rows, that `before` is in. */
function limitOf(text: string, rows: readonly Row[], before: number): number {
  const line = lineStart(text, before);
  const row = rows.find(({ span }) => span.end > before || (span.end === before && line !== before));
  if (row !== undefined) return Math.min(line, row.span.start);
  return before === text.length ? before : line;
}

/** Behind the docstring and the `__future__` imports; behind the lines that only count at the top of a file. */
function headOf(text: string, facts: Facts, rows: readonly Row[]): number {
  const [first, second] = [nextLine(text, 0), nextLine(text, nextLine(text, 0))];
  const cookies = facts.comments.filter(
    ({ span, text: comment }) =>
      (span.end <= first && comment.startsWith("#!")) || (span.end <= second && /coding[:=]/.test(comment)),
  );
  return Math.max(headEnd(rows), ...cookies.map(({ span }) => nextLine(text, span.start)));
}

/** The block of imports that the new one joins: consecutive rows before the limit. */
function blockFor({ rows, limit }: Ground, request: ImportRequest): readonly Row[] | null {
  const blocks = runsOf(
    rows.filter(({ span }) => span.start < limit),
    ({ kind }) => kind === "import",
  );
  const section = sectionOf(moduleOf(request));
  if (section === 0) return blocks[0] ?? null;
  return blocks.findLast((block) => isKin(block, request)) ?? blocks.at(-1) ?? null;
}

/** Whether some of the rows import from the package of the request. */
function isKin(rows: readonly Row[], request: ImportRequest): boolean {
  return rows.some((row) => packageOf(rowModule(row)) === packageOf(moduleOf(request)));
}

function runsOf(rows: readonly Row[], belongs: (row: Row) => boolean): readonly (readonly Row[])[] {
  const runs: Row[][] = [];
  let isOpen = false;
  for (const row of rows) {
    if (!belongs(row)) isOpen = false;
    else if (isOpen) runs.at(-1)?.push(row);
    else {
      runs.push([row]);
      isOpen = true;
    }
  }
  return runs;
}

/** The rows in groups, with blank lines between the groups. */
function paragraphsOf({ text }: Ground, rows: readonly Row[]): readonly (readonly Row[])[] {
  const starts = rows.flatMap((row, index) => (blankLinesAround(text, row.span).after > 0 ? [index + 1] : []));
  return [0, ...starts].map((start, index) => rows.slice(start, starts[index])).filter((group) => group.length > 0);
}

function placeInBlock(ground: Ground, block: readonly Row[], request: ImportRequest): ImportPlace {
  const section = sectionOf(moduleOf(request));
  const runs = runsOf(block, (row) => sectionOf(rowModule(row)) === section);
  // Third-party modules and the project's own often stand apart; only a neighbour tells which is which.
  const kin = runs.flatMap((run) => paragraphsOf(ground, run)).findLast((rows) => isKin(rows, request));
  const peers = section === 0 ? runs[0] : (kin ?? runs.at(-1));
  if (peers !== undefined) return placeAmong(ground, peers, request);
  const gap = isTight(ground, block) ? 0 : 1;
  const above = block.findLastIndex((row) => sectionOf(rowModule(row)) < section);
  const [last, next] = [block[above], block[above + 1]];
  if (last === undefined) return { offset: topOf(ground, next as Row), request, lead: 0, trail: gap };
  const isNextClose = next !== undefined && blankLinesAround(ground.text, last.span).after === 0;
  return { offset: last.span.end, request, lead: gap, trail: isNextClose ? gap : 0 };
}

/** Whether the block shows that its sections are not set apart. */
function isTight({ text }: Ground, block: readonly Row[]): boolean {
  const sections = new Set(block.map((row) => sectionOf(rowModule(row))));
  return sections.size > 1 && block.slice(0, -1).every((row) => blankLinesAround(text, row.span).after === 0);
}

function placeAmong(ground: Ground, peers: readonly Row[], request: ImportRequest): ImportPlace {
  const after = rowAbove(peers, request);
  const offset = after === undefined ? topOf(ground, peers[0] as Row) : after.span.end;
  return { offset, request, lead: 0, trail: 0 };
}

/** The peer that the new import follows; undefined when it goes before all of them. */
function rowAbove(peers: readonly Row[], request: ImportRequest): Row | undefined {
  const own = [request.from === null ? 0 : 1, moduleOf(request).toLowerCase()] as const;
  for (const compare of [byKind, byModule]) {
    const keys = peers.map((row) => [isFrom(row) ? 1 : 0, rowModule(row).toLowerCase()] as const);
    const isSorted = keys.every((key, index) => index === 0 || compare(keys[index - 1] as Key, key) <= 0);
    if (isSorted) return peers[keys.findLastIndex((key) => compare(key, own) <= 0)];
  }
  if (request.from === null) return peers.findLast((row) => !isFrom(row));
  return peers.findLast((row) => isFrom(row) && rowModule(row) === request.from) ?? peers.at(-1);
}

type Key = readonly [kind: number, module: string];

/** isort's default order: `import` lines first. */
function byKind(a: Key, b: Key): number {
  return a[0] - b[0] || compareText(a[1], b[1]);
}

/** isort's `force_sort_within_sections`. */
function byModule(a: Key, b: Key): number {
  return compareText(a[1], b[1]) || a[0] - b[0];
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** A place before all that the module does, for a file without imports before the limit. */
function placeAlone(ground: Ground, request: ImportRequest): ImportPlace {
  const { text, rows, limit } = ground;
  const next = rows.find(({ kind }) => kind !== "head");
  const offset = Math.min(limit, next === undefined ? text.length : topOf(ground, next));
  const { before, after } = blankLinesAround(text, { start: offset, end: offset });
  const lead = headEnd(rows) > 0 ? Math.max(0, 1 - before) : 0;
  return { offset, request, lead, trail: Math.max(0, blanksBefore(next, request) - after) };
}

/** The blank lines that belong between an import and the row that follows it. */
function blanksBefore(next: Row | undefined, request: ImportRequest): number {
  if (next === undefined) return 0;
  if (next.kind === "import") return sectionOf(rowModule(next)) === sectionOf(moduleOf(request)) ? 0 : 1;
  const first = next.statements[0]?.kind;
  return first === "function" || first === "class" ? 2 : 1;
}

/** The start of a row with the comments that belong to it. */
function topOf({ text, facts, head }: Ground, row: Row): number {
  return Math.max(head, commentsAbove(text, row.span.start, facts.comments));
}

function moveAside(ground: Ground, place: ImportPlace, taken: readonly Span[]): ImportPlace | null {
  const { text, head, limit } = ground;
  const span = taken.find(({ start, end }) => start < place.offset && place.offset < end);
  if (span === undefined) return place;
  const offset = [span.start, span.end].find((at) => head <= at && at <= limit && at === lineStart(text, at));
  return offset === undefined ? null : { ...place, offset };
}

function moduleOf({ from, name }: ImportRequest): string {
  return from ?? name;
}

/** The dotted name of the first module that a row imports; relative ones begin with a dot. */
function rowModule({ statements }: Row): string {
  const first: Statement | undefined = statements[0];
  if (first?.kind === "import") return first.names[0]?.name ?? "";
  return first?.kind === "import-from" ? ".".repeat(first.level) + first.module : "";
}

function isFrom({ statements }: Row): boolean {
  return statements[0]?.kind === "import-from";
}

function sectionOf(module: string): Section {
  if (module.startsWith(".")) return 2;
  return isStdlib(module) ? 0 : 1;
}

/** The top package; one for all relative modules. */
function packageOf(module: string): string {
  return module.split(".")[0] as string;
}

/** The lines for the imports at one place: sorted, in sections, with the line ends that join them to the text. */
export function importText(text: string, places: readonly ImportPlace[], newline: string): string {
  const sorted = [...places].sort((a, b) => compareRequests(a.request, b.request));
  const offset = sorted[0]?.offset ?? 0;
  const isOpenLine = offset !== lineStart(text, offset);
  let result = (isOpenLine ? newline : "") + newline.repeat(sorted[0]?.lead ?? 0);
  sorted.forEach((place, index) => {
    const above = sorted[index - 1];
    if (above !== undefined && sectionOf(moduleOf(above.request)) !== sectionOf(moduleOf(place.request))) {
      result += newline.repeat(Math.min(1, Math.max(above.trail, place.lead)));
    }
    result += importLine(place.request) + newline;
  });
  result += newline.repeat(sorted.at(-1)?.trail ?? 0);
  // A text that ended without a line end goes on doing so.
  return isOpenLine ? result.slice(0, -newline.length) : result;
}

function compareRequests(a: ImportRequest, b: ImportRequest): number {
  const section = sectionOf(moduleOf(a)) - sectionOf(moduleOf(b));
  const kind = Number(a.from !== null) - Number(b.from !== null);
  return section || kind || compareText(moduleOf(a), moduleOf(b)) || compareText(a.name, b.name);
}

function importLine({ from, name }: ImportRequest): string {
  return from === null ? `import ${name}` : `from ${from} import ${name}`;
}
