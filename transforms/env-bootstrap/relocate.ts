/** Takes statements out of where they are, and puts settings into the entry modules instead. */
import type { Span } from "../../src/code";
import { deletion, tidied } from "../../src/edits/deletion";
import { statementLines } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import { isMainGuard } from "../../src/facts/main-guard";
import type { Edit, Facts, ImportRequest, Safety } from "../../src/types";
import { type Line, planSettings, type Refusal, refuse } from "./bootstrap";
import type { Standing } from "./statement-at";

export interface Relocation {
  readonly kind: "relocation";
  readonly safety: Safety;
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportRequest[];
}

/**
 * Deletes statements of one file and sets `lines` in the entries. Unsafe where a statement may not have run in every
 * program that gets the setting now: it was in a function, or in a main block of a module that others import.
 */
export function relocate(
  path: string,
  standings: readonly Standing[],
  lines: readonly Line[],
  entries: readonly string[],
  source: Source,
): Relocation | Refusal {
  const facts = source.facts(path);
  const text = source.text(path);
  if (facts === null || text === null) return refuse("not-utf8", `${path} cannot be read as text`);
  if (facts.generated) return refuse("generated-file", `${path} is generated: change what generates it`);
  if (facts.errors.length > 0) return refuse("has-syntax-error", `${path} does not parse`);
  const spans: Span[] = [];
  for (const standing of standings) {
    const whole = statementLines(text, standing.statement.span, facts.comments);
    const homeless = placeOf(standing, facts) === null || isLast(standing, standings);
    if (whole === null || homeless)
      return refuse("unsupported-shape", "it is part of something larger: move it by hand, before grpc is imported");
    spans.push(whole);
  }
  const gone = standings.map(({ statement }) => ({ path, span: statement.span }));
  const settings = planSettings(entries, lines, source, gone);
  if (settings.kind === "refuse") return settings;
  const isShared = source.program.importersOf(path).length > 0;
  const isAlways = standings.every((standing) => {
    const place = placeOf(standing, facts);
    return place === "module" || (place === "main-block" && !isShared);
  });
  return {
    kind: "relocation",
    safety: isAlways ? "safe" : "unsafe",
    edits: tidied([...spans.map((span) => deletion(path, span)), ...settings.edits], source),
    imports: settings.imports,
  };
}

/** Null where a statement runs under a condition, repeatedly, or in a class. */
function placeOf({ owner, scope }: Standing, facts: Facts): "module" | "main-block" | "function" | null {
  if (owner !== null) return isMainGuard(owner) && facts.scopes[0]?.body.includes(owner) ? "main-block" : null;
  if (scope.kind === "module") return "module";
  return scope.kind === "function" ? "function" : null;
}

/** Nothing would be left of the block. */
function isLast({ block, scope, owner }: Standing, standings: readonly Standing[]): boolean {
  if (owner === null && scope.kind === "module") return false;
  return block.every((statement) => standings.some((standing) => standing.statement === statement));
}
