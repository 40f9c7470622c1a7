/** What the parts of a repair are made of, before they become one plan. */
import type { Source } from "../../src/edits/transform";
import type { Edit, ImportRequest, Place, Plan, Reason } from "../../src/types";
import type { Page } from "./syntax";

/** Edits that belong together, all against the original text. */
export interface Part {
  readonly kind: "part";
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportRequest[];
  /** What changes in behaviour, each a clause for the note of the plan. */
  readonly notes: readonly string[];
  /** Those of the notes for which the repair is unsafe. */
  readonly risks: readonly string[];
}

export interface Refusal {
  readonly kind: "refuse";
  readonly reason: Reason;
  readonly detail: string;
}

export const nothing: Part = { kind: "part", edits: [], imports: [], notes: [], risks: [] };

export function part(fields: Partial<Omit<Part, "kind">>): Part {
  return { ...nothing, ...fields };
}

export function refuse(reason: Reason, detail: string): Refusal {
  return { kind: "refuse", reason, detail };
}

/** The parts as one, edits that several of them make once; or the first refusal among them. */
export function together(parts: readonly (Part | Refusal)[]): Part | Refusal {
  let sum = nothing;
  const made = new Set<string>();
  for (const one of parts) {
    if (one.kind === "refuse") return one;
    const fresh = one.edits.filter((edit) => !made.has(JSON.stringify(edit)));
    for (const edit of fresh) made.add(JSON.stringify(edit));
    sum = {
      kind: "part",
      edits: [...sum.edits, ...fresh],
      imports: [...sum.imports, ...one.imports],
      notes: [...new Set([...sum.notes, ...one.notes])],
      risks: [...new Set([...sum.risks, ...one.risks])],
    };
  }
  return sum;
}

export function planOf(one: Part | Refusal): Plan {
  if (one.kind === "refuse") return { ...one, transform: "reuseport-server" };
  const { edits, imports, notes, risks } = one;
  const note = [...notes, ...risks].join("; ");
  return {
    kind: "edit",
    transform: "reuseport-server",
    safety: risks.length > 0 ? "unsafe" : "safe",
    edits,
    imports,
    note,
  };
}

/** The file at a place, if it may be edited. */
export function pageAt(place: Pick<Place, "path">, source: Source): Page | Refusal {
  const { path } = place;
  const facts = source.facts(path);
  const text = source.text(path);
  if (!facts || text === null) return refuse("not-utf8", `${path} cannot be read as text`);
  if (facts.generated) return refuse("generated-file", `${path} is generated: change what generates it`);
  if (facts.errors.length > 0) return refuse("has-syntax-error", `${path} does not parse`);
  return { facts, text };
}

export function isRefusal(value: object | null): value is Refusal {
  return value !== null && "kind" in value && value.kind === "refuse";
}
