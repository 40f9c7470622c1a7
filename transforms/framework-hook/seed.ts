/** Where a set-up begins: the statement of a module that makes the object, or calls what does. */
import type { Source } from "../../src/edits/transform";
import type { ObjectEvidence, Plan } from "../../src/types";
import { refuse } from "../framework-hook";

export type Refusal = Extract<Plan, { kind: "refuse" }>;

export interface Seeds {
  readonly kind: "seeds";
  readonly path: string;
  /** Offsets of the calls. */
  readonly starts: readonly number[];
}

export function seedsOf({ creations, usedInParent, uses, state }: ObjectEvidence, source: Source): Seeds | Refusal {
  const calls = creations.flatMap(([outermost]) => outermost ?? []);
  const path = calls[0]?.path ?? "";
  if (calls.some((call) => call.path !== path))
    return refuse("unsupported-shape", "it is set up by several modules: set it up in the hook of each worker instead");
  // A thread of a library counts as the parent's use; and what no child uses is judged by another finding.
  if (usedInParent && state !== "busy" && uses.length > 0)
    return refuse("captured-value", "the program uses it before the fork, so that it cannot wait for the workers");
  const facts = source.facts(path);
  if (facts === null || source.text(path) === null) return refuse("not-utf8", `${path} cannot be read as text`);
  if (facts.generated) return refuse("generated-file", `${path} is generated: change what generates it`);
  if (facts.errors.length > 0) return refuse("has-syntax-error", `${path} does not parse`);
  const isInFunction = calls.some(({ span }) =>
    facts.scopes.some(({ kind, span: around }) => {
      const isInside = around.start <= span.start && span.end <= around.end;
      return isInside && (kind === "function" || kind === "lambda" || kind === "class");
    }),
  );
  if (isInFunction || calls.some(({ span }) => span.start === span.end))
    return refuse("unsupported-shape", "no statement of a module sets it up: set it up in the hook of each worker");
  return { kind: "seeds", path, starts: calls.map(({ span }) => span.start) };
}
