/** A getter under `functools.lru_cache`: its cache is emptied in every child, the smallest change that cures it. */
import type { Definition, Statement } from "../../src/code";
import { objectsOf } from "../../src/edits/evidence";
import { localName } from "../../src/edits/imports";
import { newline, nextLine } from "../../src/edits/indent";
import type { Source } from "../../src/edits/transform";
import { forEachStatement } from "../../src/facts/walk";
import type { Edit, Facts, Finding, ImportRequest, Plan } from "../../src/types";
import { keptOf } from "./kept";
import { localPoolEdits } from "./local-pool";
import { needsLocalPool, noteOf } from "./per-process-plan";
import { callAt, contains, dottedName } from "./syntax";

/** Null when the object does not come out of a cached function of a module. */
export function planCachedGetter(findings: readonly Finding[], source: Source): Plan | null {
  const evidence = objectsOf(findings);
  const [first] = evidence;
  const [chain] = first?.creations ?? [];
  const at = chain?.at(-1);
  const facts = at && source.facts(at.path);
  const text = at && source.text(at.path);
  if (!first || !at || !facts || typeof text !== "string" || first.handed.length > 0) return null;
  const getters = cachedFunctions(facts);
  const places = [at, ...keptOf([first], source)];
  const used = getters.filter((getter) =>
    places.some((place) => place.path === at.path && contains(getter.span, place.span)),
  );
  // Every object that is bound to the channel must come out of a cache that is emptied.
  if (used.length === 0 || !places.every((place) => used.some((getter) => contains(getter.span, place.span))))
    return null;
  const edits: Edit[] = [];
  const imports: ImportRequest[] = [];
  for (const getter of used) {
    const registration = register(facts, text, getter);
    if (!registration) return null;
    edits.push(registration.edit);
    imports.push(registration.request);
  }
  if (needsLocalPool(findings)) {
    const found = callAt(facts, at.span);
    const pool = found && localPoolEdits({ facts, text }, found.call);
    if (!pool) return null;
    edits.push(...pool);
  }
  return { kind: "edit", transform: "lazy-client", safety: "safe", edits, imports, note: noteOf(findings) };
}

function cachedFunctions(facts: Facts): readonly Definition[] {
  const found: Definition[] = [];
  forEachStatement(facts.scopes[0]?.body ?? [], (statement) => {
    if (statement.kind !== "function" || !isTop(facts, statement)) return;
    const cached = statement.decorators.some((decorator) => {
      const name = dottedName(decorator.kind === "call" ? decorator.callee : decorator);
      return name !== null && /(^|\.)(lru_cache|cache)$/.test(name);
    });
    if (cached && statement.decorators.length === 1) found.push(statement as Definition);
  });
  return found;
}

function isTop(facts: Facts, statement: Statement): boolean {
  return facts.scopes[0]?.body.includes(statement) ?? false;
}

function register(facts: Facts, text: string, getter: Definition): { edit: Edit; request: ImportRequest } | null {
  const name = facts.scopes[getter.scope]?.name;
  const end = nextLine(text, getter.span.end);
  const request: ImportRequest = { path: facts.path, from: null, name: "os", before: end };
  const os = localName(facts, request);
  if (!name || os === null) return null;
  const line = newline(text);
  const ended = /[\r\n]$/.test(text.slice(0, end)) ? "" : line;
  const written = `${ended}${line}${line}${os}.register_at_fork(after_in_child=${name}.cache_clear)${line}`;
  return { edit: { path: facts.path, span: { start: end, end }, text: written }, request };
}
