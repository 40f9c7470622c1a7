/** Settings of gRPC's environment in the modules with which programs start. */
import type { Span } from "../../src/code";
import { deletion, tidied } from "../../src/edits/deletion";
import { importEdits, localName } from "../../src/edits/imports";
import { blankLinesAround, lineStart, newline } from "../../src/edits/indent";
import { moduleRows } from "../../src/edits/rows";
import type { Source } from "../../src/edits/transform";
import { needsPollStrategy } from "../../src/grpcio";
import type { Edit, Facts, ImportRequest, Place, Plan, Reason } from "../../src/types";
import { entryRefusal } from "./entry-refusal";
import { forkSupport, isEffective, pollStrategy, settingsOf, textOf } from "./setting";
import { isInTime, settingPlace } from "./setting-place";

export type Refusal = Extract<Plan, { readonly kind: "refuse" }>;

/** What puts settings into entry modules. No edits where everything is there already. */
export interface Bootstrap {
  readonly kind: "bootstrap";
  readonly edits: readonly Edit[];
  readonly imports: readonly ImportRequest[];
}

/** A variable to be set, and how, given what `os` is called. */
export interface Line {
  readonly name: string;
  readonly write: (os: string) => string;
}

/**
 * What fork support needs. grpcio 1.31 to 1.45.0 also needs `GRPC_POLL_STRATEGY=poll`: its default engine there takes
 * no forks. Later ones are slower with it, so it is set only where the project is known to use one of those.
 */
export function bootstrapLines({ options }: Source): readonly Line[] {
  const line = setDefault(forkSupport, "1");
  return needsPollStrategy(options?.grpcio) ? [line, setDefault(pollStrategy, "poll")] : [line];
}

export function setDefault(name: string, value: string): Line {
  return { name, write: (os) => `${os}.environ.setdefault("${name}", "${value}")` };
}

export function refuse(reason: Reason, detail: string): Refusal {
  return { kind: "refuse", transform: "env-bootstrap", reason, detail };
}

/**
 * Switches fork support on in the programs that start with the files `entries`, before anything there can import
 * grpc. Refuses where one of them cannot be told to: it is a library, it is generated, it says the contrary.
 */
export function planBootstrap(entries: readonly string[], source: Source): Bootstrap | Refusal {
  const planned = planSettings(entries, bootstrapLines(source), source);
  return planned.kind === "refuse" ? planned : { ...planned, edits: tidied(planned.edits, source) };
}

/** The same with other settings and before {@link tidied}; statements at the places `gone` will not be there any more. */
export function planSettings(
  entries: readonly string[],
  wanted: readonly Line[],
  source: Source,
  gone: readonly Place[] = [],
): Bootstrap | Refusal {
  if (entries.length === 0)
    return refuse("library-module", `no program of the repository gets here: ${adviceFor(wanted)}`);
  const edits: Edit[] = [];
  const imports: ImportRequest[] = [];
  for (const path of entries) {
    const text = source.text(path);
    const facts = source.facts(path);
    if (text === null || facts === null) return refuse("not-utf8", `${path} cannot be read as text`);
    const refused = entryRefusal(facts, source);
    if (refused) return refuse(refused.reason, `${refused.detail}: ${adviceFor(wanted)}`);
    const here = gone.filter((place) => place.path === path).map(({ span }) => span);
    const known = knownSettings(facts, source, here);
    const contrary = wanted.find(({ name }) => known.get(name) === false);
    if (contrary) return refuse("conflict", `${path} sets ${contrary.name} to another value: change that line`);
    const missing = wanted.filter(({ name }) => !known.has(name));
    const added = missing.length === 0 ? { edits: [], imports: [] } : additions(text, facts, missing, source);
    if (added === null) return refuse("conflict", `${path} uses the name os for something else`);
    edits.push(...added.edits);
    imports.push(...added.imports);
  }
  return { kind: "bootstrap", edits, imports };
}

function adviceFor(wanted: readonly Line[]): string {
  const names = wanted.map(({ name }) => (name === forkSupport ? `${name}=1` : name));
  return `set ${names.join(" and ")} in the program that starts it, before grpc is imported, or in its environment`;
}

/** The variables that statements of the module set before any import of grpc, and whether that has effect. */
function knownSettings(facts: Facts, source: Source, gone: readonly Span[]): ReadonlyMap<string, boolean> {
  const known = new Map<string, boolean>();
  for (const statement of facts.scopes[0]?.body ?? []) {
    if (!isInTime(statement.span, facts, source)) break;
    if (gone.some(({ start }) => start === statement.span.start)) continue;
    for (const { name, value } of settingsOf(statement)) {
      const text = textOf(value);
      if (name !== null && text !== null) known.set(name, isEffective(name, text));
    }
  }
  return known;
}

function additions(
  text: string,
  facts: Facts,
  wanted: readonly Line[],
  source: Source,
): Omit<Bootstrap, "kind"> | null {
  const { path } = facts;
  const offset = settingPlace(text, facts, source);
  const request: ImportRequest = { path, from: null, name: "os", before: offset };
  const os = localName(facts, request);
  const imported = importEdits(text, facts, [request]);
  if (os === null || imported === null) return null;
  const written = wanted.map(({ write }) => write(os));
  const above = imported.find(({ span }) => span.start === offset)?.text ?? null;
  const edit = { path, span: { start: offset, end: offset }, text: paragraph(text, offset, written, above) };
  const repeated = imported.length > 0 ? laterImports(text, facts, offset) : [];
  return { edits: [edit, ...repeated.map((span) => deletion(path, span))], imports: [request] };
}

/** The lines with blank ones around them, as far as there are none; `above` is what an import puts before them. */
function paragraph(text: string, offset: number, lines: readonly string[], above: string | null): string {
  const end = newline(text);
  const { before, after } = blankLinesAround(text, { start: offset, end: offset });
  const isOpenLine = offset !== lineStart(text, offset);
  const isFirst = offset === 0 && above === null;
  const isApart = above === null ? before > 0 : above.endsWith(end + end);
  const lead = (isOpenLine ? end : "") + (isFirst || isApart ? "" : end);
  if (isOpenLine) return lead + lines.join(end);
  const trail = after > 0 || offset === text.length ? "" : end;
  return `${lead}${lines.join(end)}${end}${trail}`;
}

/** `import os` alone on a line behind the place: it is imported before now. */
function laterImports(text: string, facts: Facts, offset: number): readonly Span[] {
  const rows = moduleRows(text, facts).filter(({ span }) => span.start >= offset);
  return rows.flatMap(({ span, statements }) => {
    const [statement, ...others] = statements;
    if (statement?.kind !== "import" || others.length > 0) return [];
    const [name, ...more] = statement.names;
    const isPlain = name?.name === "os" && name.alias === null && more.length === 0;
    return isPlain && text.slice(statement.span.start, span.end).trim() === "import os" ? [span] : [];
  });
}
