/** GFF301: what is set after grpc was imported is set before. */
import type { Expression } from "../../src/code";
import { commentsAbove, lineStart, nextLine, reindent } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import type { Facts, Plan } from "../../src/types";
import type { SettingFinding } from "../env-bootstrap";
import { type Line, refuse, setDefault } from "./bootstrap";
import { relocate } from "./relocate";
import { forkSupport, isEffective, meaningOf, type Setting, settingsOf, textOf } from "./setting";
import { isInTime } from "./setting-place";
import { type Standing, statementAt } from "./statement-at";

/** One plan for findings of one file and the same entries: the variables move together. */
export function planMove(findings: readonly SettingFinding[], source: Source): Plan {
  const [first] = findings;
  const path = first?.finding.at.path ?? "";
  const entries = first?.evidence.entries ?? [];
  const facts = source.facts(path);
  const text = source.text(path);
  if (facts === null || text === null) return refuse("not-utf8", `${path} cannot be read as text`);
  const standings = standingsOf(findings, facts);
  if (standings === null) return refuse("unsupported-shape", "the statement that sets it could not be read");
  const names = new Set(findings.map(({ evidence }) => evidence.name));
  const settings = standings.map(({ statement }) => settingsOf(statement));
  if (settings.some((own) => own.length === 0 || own.some(({ name }) => name !== null && !names.has(name))))
    return refuse("unsupported-shape", "the statement sets other variables, too: set this one before grpc is imported");
  if (findings.every(({ finding }) => finding.rule === "GFF301") && settings.flat().some(isOff))
    return refuse("unsupported-shape", "it switches fork support off, and too late: remove it, or set it to 1 in time");
  const lines = standings.flatMap((standing, index) =>
    linesFor(settings[index] ?? [], standing, facts, text, [...names]),
  );
  // In its own program it may stand where it should.
  const gone = standings.filter(({ statement }) => !isInTime(statement.span, facts, source));
  const planned = relocate(path, gone, lines, entries, source);
  if (planned.kind === "refuse") return planned;
  if (planned.edits.length === 0) return refuse("unsupported-shape", "it is set in time in every program already");
  const isOwn = settings.flat().every((setting) => isKept(setting));
  return {
    kind: "edit",
    transform: "env-bootstrap",
    safety: isOwn ? planned.safety : "unsafe",
    edits: planned.edits,
    imports: planned.imports,
    note: `set before grpc is imported, ${[...names].join(" and ")} ${names.size === 1 ? "has" : "have"} the effect that was wanted`,
  };
}

function standingsOf(findings: readonly SettingFinding[], facts: Facts): readonly Standing[] | null {
  const found = new Map<number, Standing>();
  for (const { finding } of findings) {
    const standing = statementAt(facts, finding.at.span);
    if (standing === null) return null;
    found.set(standing.statement.span.start, standing);
  }
  return [...found.values()].sort((a, b) => a.statement.span.start - b.statement.span.start);
}

function isOff({ name, value }: Setting): boolean {
  const text = textOf(value);
  return name === forkSupport && text !== null && meaningOf(text) === "off";
}

/** It moves as it is written. */
function isKept({ name, value, form }: Setting): boolean {
  const text = textOf(value);
  return name !== null && text !== null && isEffective(name, text) && (form === "item" || form === "setdefault");
}

function linesFor(
  settings: readonly Setting[],
  { statement }: Standing,
  facts: Facts,
  text: string,
  names: readonly string[],
): readonly Line[] {
  const start = lineStart(text, statement.span.start);
  const above = text.slice(commentsAbove(text, start, facts.comments), start);
  const comments = reindent(above, { start: 0, end: above.length }, "");
  const behind = text.slice(statement.span.end, nextLine(text, statement.span.end)).trimEnd().replace(/^\s*;/, "");
  return settings.map((setting, index) => {
    const name = setting.name ?? names[0] ?? forkSupport;
    const line = isKept(setting) ? ownLine(name, setting, text) : setDefault(name, valueFor(name, setting));
    return {
      name,
      write: (os) => (index === 0 ? comments : "") + line.write(os) + (index === settings.length - 1 ? behind : ""),
    };
  });
}

function ownLine(name: string, { key, value, form }: Setting, text: string): Line {
  const written = (e: Expression) => text.slice(e.span.start, e.span.end);
  const [left, right] = [key === null ? `"${name}"` : written(key), written(value)];
  const isItem = form === "item";
  return {
    name,
    write: (os) => `${os}.environ${isItem ? `[${left}] = ${right}` : `.setdefault(${left}, ${right})`}`,
  };
}

function valueFor(name: string, { value }: Setting): string {
  const text = textOf(value);
  if (text !== null && isEffective(name, text)) return text;
  return name === forkSupport ? "1" : "poll";
}
