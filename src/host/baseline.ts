/** The file of known findings: what a project has agreed to live with for now. */
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../types";
import { workTreeOf } from "./git";
import { readJson, readText } from "./json/read-json";
import { formed, list, object, oneOf, text, whole } from "./json/shape";
import { upwards } from "./upwards";
import { UsageError } from "./usage-error";

/** Findings of one fingerprint. All but the fingerprint and the count is for the reader. */
export interface KnownFindings {
  /** From the root of the run. */
  readonly path: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly count: number;
  readonly message: string;
}

/** The name that is looked for where none is given. */
export const baselineName = "grpc-fork-fix-baseline.json";

/** Bytes; and entries. */
const LIMIT = 64 * 1024 * 1024;
const ENTRIES = 200_000;

/** What is wrong with a comment or with a whole file is never known: it hides what else may be wrong. */
const NEVER: readonly string[] = ["GFF001", "GFF002"];

const shape = object({
  version: oneOf([1]),
  findings: list(
    object({
      path: text(4096),
      rule: formed("the code of a rule other than GFF001 and GFF002", /^GFF(?!00[12]$)\d{3}$/),
      fingerprint: formed("16 hexadecimal digits", /^[0-9a-f]{16}$/),
      count: whole(1, ENTRIES),
      message: text(10_000),
    }),
    ENTRIES,
  ),
});

/** The nearest baseline from an absolute folder upwards, not above the top of its git work tree. Null if there is none. */
export function findBaseline(folder: string): string | null {
  const places = upwards(folder, workTreeOf(folder)).map((at) => join(at, baselineName));
  return places.find((place) => statSync(place, { throwIfNoEntry: false })?.isFile()) ?? null;
}

/** Reads a baseline, named `name` in complaints. Throws a UsageError with the line of what is wrong. */
export function readBaseline(file: string, name: string): readonly KnownFindings[] {
  const { findings } = readJson(readText(file, name, LIMIT), name, shape);
  const all = findings.map(({ fingerprint }) => fingerprint);
  if (new Set(all).size === all.length) return findings;
  const twice = all.find((fingerprint, index) => all.indexOf(fingerprint) !== index);
  throw new UsageError(`${name}: the fingerprint ${twice} stands there twice; make the baseline anew`);
}

/** The entries for findings; those that can't be known are left out. */
export function entriesOf(findings: readonly Finding[]): readonly KnownFindings[] {
  const entries = new Map<string, KnownFindings>();
  for (const { rule, fingerprint, at, message } of findings) {
    if (NEVER.includes(rule)) continue;
    const { count } = entries.get(fingerprint) ?? { count: 0 };
    entries.set(fingerprint, { path: at.path, rule, fingerprint, count: count + 1, message });
  }
  return [...entries.values()];
}

/** The text of a baseline: sorted, and a line for each entry, so that a change of one is a change of one line. */
export function baselineText(entries: readonly KnownFindings[]): string {
  const lines = [...entries].sort(compareEntries).map(({ path, rule, fingerprint, count, message }) => {
    const cells = Object.entries({ path, rule, fingerprint, count, message });
    return `    { ${cells.map(([key, value]) => `"${key}": ${JSON.stringify(value)}`).join(", ")} }`;
  });
  const findings = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "version": 1,\n  "findings": ${findings}\n}\n`;
}

function compareEntries(a: KnownFindings, b: KnownFindings): number {
  const [left, right] = [a, b].map(({ path, rule, message, fingerprint }) => [path, rule, message, fingerprint]);
  const at = left?.findIndex((cell, index) => cell !== right?.[index]) ?? -1;
  if (at < 0) return 0;
  return (left?.[at] ?? "") < (right?.[at] ?? "") ? -1 : 1;
}

/** How many findings of each fingerprint are known. */
export function countsOf(entries: readonly KnownFindings[]): ReadonlyMap<string, number> {
  return new Map(entries.map(({ fingerprint, count }) => [fingerprint, count]));
}
