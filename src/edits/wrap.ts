import { stringSpans } from "./strings";

/** How a file breaks its lines. */
export interface LineStyle {
  /** The most characters of a line; a tab counts for four. */
  readonly width: number;
  /** One level of indentation. */
  readonly unit: string;
}

/**
 * The rows of one long row, broken where black and ruff break it: behind the last opening bracket that leaves a head
 * which fits; what is inside goes on a row of its own, or one item to a row. A row that cannot be broken stays long.
 * `isInside` tells that brackets are open around it.
 */
export function wrapped(code: string, indent: string, isInside: boolean, style: LineStyle): readonly string[] {
  const row = indent + code;
  if (fits(row, style)) return [row];
  const parts = isInside ? partsOf(code) : [code];
  if (parts.length > 1) return parts.flatMap((part) => wrapped(part, indent, true, style));
  const group = groupToBreak(code, indent, style);
  if (group === null) return [row];
  const head = code.slice(0, group.open + 1);
  const body = code.slice(group.open + 1, group.close).trim();
  const deeper = indent + style.unit;
  const isFlat = fits(deeper + body, style) && !body.endsWith(",");
  const inner = isFlat ? [deeper + body] : wrapped(body, deeper, true, style);
  return [indent + head, ...inner, indent + code.slice(group.close)];
}

/** Whether a row is short enough. */
export function fits(row: string, { width }: LineStyle): boolean {
  return [...row.replaceAll("\t", "    ")].length <= width;
}

interface Group {
  readonly open: number;
  readonly close: number;
}

/** The items of a sequence, each with its comma, or the clauses of a comprehension; one part where there is neither. */
function partsOf(code: string): readonly string[] {
  const { commas, clauses } = seamsOf(code);
  const isSequence = commas.length > 0 && clauses.length === 0;
  const seams = isSequence ? commas.map((at) => at + 1) : clauses;
  const parts = [0, ...seams].map((start, index) => code.slice(start, seams[index] ?? code.length).trim());
  const whole = parts.filter((part) => part !== "");
  if (!isSequence) return whole;
  return whole.map((part) => (part.endsWith(",") ? part : `${part},`));
}

/** Where a row may be cut: outside of all its brackets and literals. */
function seamsOf(code: string): { readonly commas: readonly number[]; readonly clauses: readonly number[] } {
  const closed = [...literalsOf(code), ...groupsOf(code).map(({ open, close }) => ({ start: open, end: close + 1 }))];
  const isOpen = (at: number) => !closed.some(({ start, end }) => start <= at && at < end);
  const found = (pattern: RegExp) => [...code.matchAll(pattern)].map(({ index }) => index).filter(isOpen);
  // The commas of a lambda's parameters look like those of a sequence.
  const colons = found(/:/g);
  const lambdas = found(/\blambda\b/g).map((start) => ({ start, end: colons.find((at) => at > start) ?? start }));
  closed.push(...lambdas);
  const fors = found(/\b(?:async )?for\b/g);
  const ifs = fors.length === 0 ? [] : found(/\bif\b/g).filter((at) => at > (fors[0] as number));
  return { commas: found(/,/g), clauses: [...fors, ...ifs].sort((a, b) => a - b) };
}

function groupToBreak(code: string, indent: string, style: LineStyle): Group | null {
  const groups = groupsOf(code).filter(({ open, close }) => code.slice(open + 1, close).trim() !== "");
  const inOrder = /^(?:async )?def\b/.test(code) ? groups : groups.reverse();
  return inOrder.find(({ open }) => fits(indent + code.slice(0, open + 1), style)) ?? null;
}

/** The outermost pairs of brackets; none where they do not match. */
function groupsOf(code: string): Group[] {
  const literals = literalsOf(code);
  const groups: Group[] = [];
  let depth = 0;
  let open = 0;
  for (const { index, 0: bracket } of code.matchAll(/[()[\]{}]/g)) {
    if (literals.some(({ start, end }) => start <= index && index < end)) continue;
    if ("([{".includes(bracket)) {
      if (depth === 0) open = index;
      depth += 1;
    } else {
      depth -= 1;
      if (depth === 0) groups.push({ open, close: index });
    }
    if (depth < 0) return [];
  }
  return depth === 0 ? groups : [];
}

function literalsOf(code: string) {
  return stringSpans(code, { start: 0, end: code.length });
}
