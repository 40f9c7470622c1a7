import type { Facts, ImportRequest, Span } from "../types";
import { isOverlapping, type TextEdit } from "./apply";
import { type Binding, type Imported, moduleBindings } from "./bindings";
import { type ImportPlace, importText, placeImport } from "./import-place";
import { newline } from "./indent";
import { boundName } from "./select";

/**
 * How code at `request.before` spells what the request imports: `os`, `_os` where the file says `import os as _os`,
 * `os.path`. Null when it cannot be had there, because the name means something else in the module or in a scope
 * around the place. Ask before writing code that needs the import; {@link importEdits} then makes it true.
 */
export function localName(facts: Facts, request: ImportRequest): string | null {
  return spell(facts, request, [])?.name ?? null;
}

/**
 * The edits that bind what the requests, all of one file, ask for. They come before other edits at the same offset,
 * so give them to `applyEdits` first. None for what an import already binds before the place. `taken` are the spans
 * that other edits replace: no import is put inside one, and none inside one counts. Null when a request cannot be
 * met.
 */
export function importEdits(
  text: string,
  facts: Facts,
  requests: readonly ImportRequest[],
  taken: readonly Span[] = [],
): readonly TextEdit[] | null {
  const places: ImportPlace[] = [];
  for (const request of unique(requests)) {
    const spelling = spell(facts, request, taken);
    if (spelling === null || spelling.name !== localName(facts, request)) return null;
    if (spelling.isBound) continue;
    const place = placeImport(text, facts, request, taken);
    if (place === null) return null;
    places.push(place);
  }
  const offsets = [...new Set(places.map(({ offset }) => offset))].sort((a, b) => a - b);
  return offsets.map((offset) => {
    const here = places.filter((place) => place.offset === offset);
    return { span: { start: offset, end: offset }, text: importText(text, here, newline(text)) };
  });
}

interface Spelling {
  readonly name: string;
  /** An import of the file binds it already. */
  readonly isBound: boolean;
}

function spell(facts: Facts, request: ImportRequest, taken: readonly Span[]): Spelling | null {
  const bindings = moduleBindings(facts);
  const [own] = bindings
    .filter((binding) => isUsable(binding, request, taken) && isClear(facts, bindings, binding, request.before))
    .sort((a, b) => Number(a.name !== boundName(request)) - Number(b.name !== boundName(request)));
  if (own !== undefined) return { name: isAliased(own) ? own.name : request.name, isBound: true };
  const wanted = { name: boundName(request), imported: request };
  if (!isClear(facts, bindings, wanted, request.before)) return null;
  return { name: request.name, isBound: false };
}

/** Whether an import that always runs before the place binds what is asked for. */
function isUsable(binding: Binding, request: ImportRequest, taken: readonly Span[]): boolean {
  if (!binding.isTopLevel || binding.span.end > request.before) return false;
  if (taken.some((span) => isOverlapping(span, binding.span))) return false;
  return binding.imported !== null && isServed(binding.imported, isAliased(binding), request);
}

/** `import a.b` also binds and loads `a`, unless it is given another name. */
function isServed(imported: Imported, aliased: boolean, request: Imported): boolean {
  if (imported.from !== request.from) return false;
  if (imported.name === request.name) return true;
  return request.from === null && !aliased && imported.name.startsWith(`${request.name}.`);
}

function isAliased({ name, imported }: Pick<Binding, "name" | "imported">): boolean {
  return imported !== null && name !== boundName(imported);
}

/** Whether the name means the one import everywhere: in the whole module, and in the scopes around the place. */
function isClear(
  facts: Facts,
  bindings: readonly Binding[],
  wanted: Pick<Binding, "name" | "imported">,
  before: number,
): boolean {
  const { name } = wanted;
  const isRebound = bindings.some((binding) => binding.name === name && !isSameThing(binding, wanted));
  if (isRebound || facts.scopes.some((scope) => scope.globals.includes(name))) return false;
  const around = facts.scopes.slice(1).filter(({ span }) => span.start < before && before < span.end);
  return !around.some((scope) => scope.bound.includes(name));
}

/** `import a.b` and `import a.c` bind one name to one module. */
function isSameThing(a: Pick<Binding, "name" | "imported">, b: Pick<Binding, "name" | "imported">): boolean {
  if (a.imported === null || b.imported === null || a.imported.from !== b.imported.from) return false;
  if (a.imported.name === b.imported.name) return isAliased(a) === isAliased(b);
  return a.imported.from === null && !isAliased(a) && !isAliased(b);
}

/** Each import once, for the first place that needs it. */
function unique(requests: readonly ImportRequest[]): readonly ImportRequest[] {
  const first = new Map<string, ImportRequest>();
  for (const request of requests) {
    const key = JSON.stringify([request.from, request.name]);
    const known = first.get(key);
    if (known === undefined || request.before < known.before) first.set(key, request);
  }
  return [...first.values()];
}
