import { createHash } from "node:crypto";
import type { Facts, Finding, RuleCode, Span } from "../types";
import { type Directive, directivesIn } from "./directive";
import { lineOf, statementLines } from "./statement-lines";

const unusedCode: RuleCode = "GFF001";

/** What the suppressions of a run are judged by. */
export interface Suppressing {
  /** The facts of an analysed file; null for any other. */
  readonly facts: (path: string) => Facts | null;
  /** The files whose unused suppressions are wanted: analysed and selected. */
  readonly paths: readonly string[];
  /** Every rule code that there is. */
  readonly known: readonly RuleCode[];
  /** Whether the run reports findings of this rule. */
  readonly isSelected: (code: RuleCode) => boolean;
}

/** Findings without the suppressed ones, and GFF001 for what suppressed nothing. Both in the order of the source. */
export interface Suppressed {
  readonly kept: readonly Finding[];
  /** How many findings a comment silenced. */
  readonly suppressed: number;
  readonly unused: readonly Finding[];
}

/** A directive in its file, with what it was good for so far. */
interface Suppression {
  readonly directive: Directive;
  readonly line: number;
  readonly used: Set<string>;
}

/** Takes away the findings that comments silence: `# noqa: GFF101` and `# grpc-fork-fix: ignore[GFF101] -- reason`. */
export function suppress(findings: readonly Finding[], context: Suppressing): Suppressed {
  const known = new Map<string, readonly Suppression[]>();
  const suppressionsOf = (path: string): readonly Suppression[] => {
    const found = known.get(path) ?? suppressionsIn(context.facts(path));
    known.set(path, found);
    return found;
  };
  const kept = findings.filter((finding) => !isSuppressed(finding, suppressionsOf(finding.at.path), context));
  const unused = context.isSelected(unusedCode)
    ? context.paths.flatMap((path) => unusedIn(path, suppressionsOf(path), context))
    : [];
  return { kept, suppressed: findings.length - kept.length, unused };
}

function suppressionsIn(facts: Facts | null): readonly Suppression[] {
  if (facts === null) return [];
  return facts.comments.flatMap((comment) =>
    directivesIn(comment).map((directive) => ({
      directive,
      line: lineOf(facts, comment.span.start),
      used: new Set<string>(),
    })),
  );
}

function isSuppressed(finding: Finding, suppressions: readonly Suppression[], context: Suppressing): boolean {
  const named = suppressions.filter(({ directive }) => names(directive, finding.rule));
  const facts = context.facts(finding.at.path);
  if (named.length === 0 || facts === null) return false;
  const { first, last } = statementLines(facts, finding.at.span);
  const silencing = named.filter(({ directive, line }) => directive.kind === "file" || (first <= line && line <= last));
  for (const { used } of silencing) used.add(finding.rule);
  return silencing.length > 0;
}

function names(directive: Directive, rule: string): boolean {
  if (directive.isMalformed) return false;
  return directive.codes === "all" || directive.codes.some(({ code }) => code === rule);
}

interface Unused {
  readonly suppression: Suppression;
  readonly span: Span;
  readonly message: string;
}

function unusedIn(path: string, suppressions: readonly Suppression[], context: Suppressing): readonly Finding[] {
  const facts = context.facts(path);
  // Where the text does not parse, the finding that a comment speaks of may just not have been seen.
  if (facts === null || facts.errors.length > 0) return [];
  const all = suppressions.flatMap((suppression) => unusedOf(suppression, context));
  const left = all.filter((unused) => !suppressions.some((other) => silences(other, unused)));
  return left.map(({ span, message }, index) => ({
    rule: unusedCode,
    severity: "warning",
    message,
    advice: "remove it",
    at: { path, span },
    fork: null,
    trace: [],
    fingerprint: fingerprintOf(path, message, left.slice(0, index)),
    evidence: null,
  }));
}

/** A list may name GFF001 itself; a directive without a list can't excuse its own uselessness. */
function silences({ directive, line }: Suppression, unused: Unused): boolean {
  if (!names(directive, unusedCode)) return false;
  if (directive.codes === "all" && directive === unused.suppression.directive) return false;
  return directive.kind === "file" || line === unused.suppression.line;
}

function unusedOf(suppression: Suppression, context: Suppressing): readonly Unused[] {
  const { directive, used } = suppression;
  const whole = (message: string) => [{ suppression, span: directive.span, message }];
  if (directive.isMalformed) return whole("not understood: write `# grpc-fork-fix: ignore[CODE]` or `ignore-file`");
  if (directive.codes === "all") {
    const isJudged = directive.style === "own" && context.known.every(context.isSelected);
    return isJudged && used.size === 0 ? whole("this suppression suppresses nothing") : [];
  }
  const unused = directive.codes.flatMap(({ code, span }) => {
    const message = uselessness(code, used, context);
    return message === null ? [] : [{ suppression, span, message }];
  });
  const isWhole = !directive.isShared && unused.length === directive.codes.length;
  return isWhole ? whole(unused.map(({ message }) => message).join("; ")) : unused;
}

function uselessness(code: string, used: ReadonlySet<string>, context: Suppressing): string | null {
  const rule = context.known.find((one) => one === code);
  if (rule === undefined) return `there is no rule ${code}`;
  if (rule === unusedCode || used.has(rule) || !context.isSelected(rule)) return null;
  return `the suppression of ${rule} suppresses nothing`;
}

/** 16 hexadecimal digits, as of every finding. Repeated ones are told apart by their number in the file. */
function fingerprintOf(path: string, message: string, earlier: readonly Unused[]): string {
  const number = earlier.filter((one) => one.message === message).length;
  const words = [unusedCode, path, message, String(number)];
  return createHash("sha256").update(words.join("\n")).digest("hex").slice(0, 16);
}
