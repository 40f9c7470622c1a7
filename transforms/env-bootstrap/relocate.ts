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
  const idle = entries.includes(path) || isReachedInto(path, source) ? null : idleImport(facts, text, spans);
  if (idle !== null) spans.push(idle);
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

/** Whether a file that imports this one says `clients.os`, if only in a string: `patch("clients.os.environ")`. */
function isReachedInto(path: string, source: Source): boolean {
  const reach = `${/([^/]+)\.py$/.exec(path)?.[1] ?? path}.os`;
  return source.program.importersOf(path).some((importer) => source.text(importer)?.includes(reach));
}

/** The lines of an `import os` that nothing needs any more, once `gone` are gone. */
function idleImport(facts: Facts, text: string, gone: readonly Span[]): Span | null {
  const found = facts.scopes[0]?.body.find(
    (s) => s.kind === "import" && s.names.length === 1 && s.names[0]?.name === "os" && s.names[0].alias === null,
  );
  const lines = found ? statementLines(text, found.span, facts.comments) : null;
  if (lines === null) return null;
  const isGone = (at: number) => [...gone, lines].some(({ start, end }) => start <= at && at < end);
  if ([...text.matchAll(/\bos\b/g)].some(({ index }) => !isGone(index))) return null;
  const blanks = lines.start === 0 ? (/^\s*(?:\r\n|\r|\n)/.exec(text.slice(lines.end))?.[0].length ?? 0) : 0;
  return { start: lines.start, end: lines.end + blanks };
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
