/** Scans in columns: the form in which they pass from thread to thread, and in which they are kept. */
import type { Scan, ScannedImport } from "../scan";

/** Some scans in their order. Survives structured cloning. */
export interface Columns {
  /** Each distinct import once; `imports` holds places in it, those of the scan `n` between `ends[n - 1]` and `ends[n]`. */
  readonly statements: readonly ScannedImport[];
  readonly imports: Uint32Array;
  readonly ends: Uint32Array;
  readonly flags: Uint8Array;
  /** A bit for each need. */
  readonly needs: Uint32Array;
  readonly bytes: Float64Array;
  /** Why there was no text, by the place of the scan. */
  readonly unreadable: ReadonlyMap<number, string>;
}

const flagNames = ["mentions", "concerns", "suspect", "main", "provisional"] as const;

/** Packs scans. An import that is the same object in several of them is packed once. */
export function packed(scans: readonly Scan[]): Columns {
  const places = new Map<ScannedImport, number>();
  const imports: number[] = [];
  const columns = {
    ends: new Uint32Array(scans.length),
    flags: new Uint8Array(scans.length),
    needs: new Uint32Array(scans.length),
    bytes: new Float64Array(scans.length),
    unreadable: new Map<number, string>(),
  };
  for (const [index, scan] of scans.entries()) {
    for (const one of scan.imports) imports.push(placeOf(one, places));
    columns.ends[index] = imports.length;
    columns.flags[index] = bitsOf(flagNames.map((name) => scan[name]));
    columns.needs[index] = bitsOf(scan.needs);
    columns.bytes[index] = scan.bytes;
    if (scan.unreadable !== null) columns.unreadable.set(index, scan.unreadable);
  }
  return { ...columns, statements: [...places.keys()], imports: Uint32Array.from(imports) };
}

/** The inverse of {@link packed}; `count` is the number of needs. */
export function unpacked(columns: Columns, count: number): readonly Scan[] {
  const { statements, imports, ends, flags, needs, bytes, unreadable } = columns;
  const known = new Map<number, readonly boolean[]>();
  const needsOf = (bits: number): readonly boolean[] => {
    const before = known.get(bits) ?? Array.from({ length: count }, (_, need) => ((bits >> need) & 1) === 1);
    known.set(bits, before);
    return before;
  };
  let start = 0;
  return Array.from(ends, (end, index) => {
    const own: ScannedImport[] = [];
    for (; start < end; start++) own.push(statements[imports[start] as number] as ScannedImport);
    const has = (flag: (typeof flagNames)[number]) => (((flags[index] as number) >> flagNames.indexOf(flag)) & 1) === 1;
    return {
      imports: own.length === 0 ? none : own,
      mentions: has("mentions"),
      concerns: has("concerns"),
      suspect: has("suspect"),
      main: has("main"),
      provisional: has("provisional"),
      needs: needsOf(needs[index] as number),
      bytes: bytes[index] as number,
      unreadable: unreadable.get(index) ?? null,
    };
  });
}

/** Shared by the many files without an import. */
const none: readonly ScannedImport[] = [];

function placeOf(one: ScannedImport, places: Map<ScannedImport, number>): number {
  const known = places.get(one);
  if (known !== undefined) return known;
  places.set(one, places.size);
  return places.size - 1;
}

function bitsOf(flags: readonly boolean[]): number {
  let bits = 0;
  for (let index = 0; index < flags.length; index++) if (flags[index] === true) bits |= 1 << index;
  return bits;
}
