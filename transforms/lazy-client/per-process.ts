/**
 * The object becomes one that each process makes for itself, under the name that it has.
 *
 *     self.stub = OrdersStub(channel)   →   self.stub = _PerProcess(OrdersStub, channel)
 *
 * It fits wherever an object is made: attributes, locals, containers, arguments, names that others import or patch.
 */
import type { Call, Expression } from "../../src/code";
import { applyEdits, type TextEdit } from "../../src/edits/apply";
import { localName } from "../../src/edits/imports";
import { indentUnit, newline, nextLine } from "../../src/edits/indent";
import type { Written } from "../../src/edits/listing";
import type { Source } from "../../src/edits/transform";
import { isMainGuard } from "../../src/facts/main-guard";
import type { Edit, Facts, ImportRequest, Place } from "../../src/types";
import { localPoolEdits } from "./local-pool";
import { callAt, contains, dottedName, expressionsIn, type Standing } from "./syntax";

/** What the class in a file has to be able to do beside standing for attributes. */
export interface Abilities {
  readonly call: boolean;
  readonly context: boolean;
  readonly pickle: boolean;
}

/** One call that is to be made once per process. */
export interface Wrap {
  readonly place: Place;
  readonly call: Call;
  readonly standing: Standing;
  /** Give the channel a subchannel pool of its own. */
  readonly localPool: boolean;
}

/** The calls to wrap for one object, or why they cannot be. */
export type Wrapping =
  | { readonly kind: "wraps"; readonly wraps: readonly Wrap[] }
  | { readonly kind: "refuse"; readonly reason: "unsupported-shape" | "dynamic-access"; readonly detail: string };

export function wrapsAt(places: readonly Place[], source: Source, pooled: ReadonlySet<string>): Wrapping {
  const wraps: Wrap[] = [];
  for (const place of places) {
    const facts = source.facts(place.path);
    const found = facts && callAt(facts, place.span);
    if (!found)
      return { kind: "refuse", reason: "unsupported-shape", detail: `the call at ${place.path} could not be read` };
    const callee = found.call.callee;
    if (found.call.arguments.some((arg) => arg.kind === "keyword" && (arg.name === "make" || arg.name === "self"))) {
      return { kind: "refuse", reason: "unsupported-shape", detail: "an argument is called like one of the wrapper's" };
    }
    if (dottedName(callee) === null)
      return {
        kind: "refuse",
        reason: "dynamic-access",
        detail: "what makes the object is looked up while the program runs",
      };
    wraps.push({ place, ...found, localPool: pooled.has(keyOf(place)) });
  }
  return { kind: "wraps", wraps };
}

export function keyOf(place: Place): string {
  return `${place.path}:${place.span.start}-${place.span.end}`;
}

/** `channel.unary_unary(…)`: looking up the method would already open the channel. */
export function isMulticallable(call: Call): boolean {
  return call.callee.kind === "attribute" && /^(unary|stream)_(unary|stream)$/.test(call.callee.name);
}

/** The edits of one file for all its wraps, the class included. Null when a call's options cannot be understood. */
export function wrapEdits(facts: Facts, text: string, wraps: readonly Wrap[]): readonly Edit[] | null {
  const path = facts.path;
  const outermost = wraps.filter(
    (wrap) => !wraps.some((other) => other !== wrap && contains(other.place.span, wrap.place.span)),
  );
  const edits: Edit[] = [];
  for (const wrap of outermost) {
    const rewritten = rewrite({ facts, text }, wrap, wraps);
    if (rewritten === null) return null;
    edits.push({ path, span: wrap.place.span, text: rewritten });
  }
  return [...edits, ...closers(facts, text, wraps)];
}

/** The text of a wrapped call, with what is wrapped in its arguments. */
function rewrite(page: Written, wrap: Wrap, wraps: readonly Wrap[]): string | null {
  const { text } = page;
  const { call } = wrap;
  const start = call.span.start;
  const inner = wraps.filter((other) => other !== wrap && contains(call.span, other.place.span));
  const direct = inner.filter(
    (other) => !inner.some((around) => around !== other && contains(around.place.span, other.place.span)),
  );
  const edits: TextEdit[] = [];
  const shift = (span: { start: number; end: number }) => ({ start: span.start - start, end: span.end - start });
  for (const other of direct) {
    const rewritten = rewrite(page, other, wraps);
    if (rewritten === null) return null;
    edits.push({ span: shift(other.place.span), text: rewritten });
  }
  if (wrap.localPool) {
    const pool = localPoolEdits(page, call);
    if (pool === null) return null;
    for (const edit of pool) edits.push({ span: shift(edit.span), text: edit.text });
  }
  const callee = text.slice(call.callee.span.start, call.callee.span.end);
  const whole = applyEdits(text.slice(start, call.span.end), edits);
  if (isMulticallable(call)) return `_PerProcess(lambda: ${whole})`;
  const rest = whole.slice(whole.indexOf("(", call.callee.span.end - start) + 1);
  const lead = /^\s*/.exec(rest)?.[0] ?? "";
  const none = rest.slice(lead.length).startsWith(")");
  const between = none ? "" : lead.includes("\n") ? `,${lead}` : ", ";
  return `_PerProcess(${lead}${callee}${between}${rest.slice(lead.length)}`;
}

/** `atexit.register(channel.close)` would open the channel where it is registered: a lambda waits. */
function closers(facts: Facts, text: string, wraps: readonly Wrap[]): readonly Edit[] {
  const names = new Set(wraps.flatMap((wrap) => boundNames(wrap.standing)));
  const edits: Edit[] = [];
  for (const { value } of registered(facts)) {
    if (value.kind !== "attribute") continue;
    const owner = dottedName(value.object);
    if (owner === null || !names.has(owner)) continue;
    const written = text.slice(value.span.start, value.span.end);
    edits.push({ path: facts.path, span: value.span, text: `lambda: ${written}()` });
  }
  return edits;
}

/** The functions given to `atexit.register`. */
export function registered(facts: Facts): readonly { readonly value: Expression; readonly call: Call }[] {
  const found: { value: Expression; call: Call }[] = [];
  const visit = (e: Expression) => {
    if (e.kind !== "call" || !/^(atexit\.)?register$/.test(dottedName(e.callee) ?? "")) return;
    const [first, ...others] = e.arguments;
    if (first?.kind === "positional" && others.length === 0) found.push({ value: first.value, call: e });
  };
  forAll(facts, visit);
  return found;
}

function forAll(facts: Facts, visit: (e: Expression) => void): void {
  expressionsIn(facts, ({ expression }) => visit(expression));
}

/** The dotted names to which the statement of a call assigns it. */
export function boundNames(standing: Standing): readonly string[] {
  const statement = standing.statements.at(-1);
  if (statement?.kind === "assign") return statement.targets.flatMap((target) => dottedName(target) ?? []);
  if (statement?.kind === "with")
    return statement.items.flatMap(({ target }) => (target ? (dottedName(target) ?? []) : []));
  return [];
}

export interface HelperEdit {
  readonly edit: Edit;
  readonly imports: readonly ImportRequest[];
}

/** The class, put behind the file's imports; null when `os` cannot be had there. */
export function helperEdit(facts: Facts, text: string, abilities: Abilities): HelperEdit | null {
  const offset = helperPlace(facts, text);
  const request: ImportRequest = { path: facts.path, from: null, name: "os", before: offset };
  const os = localName(facts, request);
  if (os === null || facts.scopes[0]?.bound.includes("_PerProcess")) return null;
  const line = newline(text);
  const unit = indentUnit(text);
  const body = helperLines(os, abilities).map((row) =>
    row.replace(/^( {4})+/, (blanks) => unit.repeat(blanks.length / 4)),
  );
  const blanksAfter = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text.slice(offset))?.[0].split(/\r\n|\n|\r/).length ?? 1;
  const after = line.repeat(Math.max(0, 3 - blanksAfter));
  const before = offset === 0 ? "" : line.repeat(2);
  const ended = offset > 0 && !/[\r\n]$/.test(text.slice(0, offset)) ? line : "";
  return {
    edit: {
      path: facts.path,
      span: { start: offset, end: offset },
      text: `${ended}${before}${body.join(line)}${line}${after}`,
    },
    imports: [request],
  };
}

/** Behind the last import that stands before the first function, class or main block. */
function helperPlace(facts: Facts, text: string): number {
  let place = 0;
  let first = true;
  for (const statement of facts.scopes[0]?.body ?? []) {
    if (statement.kind === "function" || statement.kind === "class" || isMainGuard(statement)) break;
    const docstring = first && statement.kind === "expression" && statement.value.kind === "constant";
    first = false;
    const imports = statement.kind === "import" || statement.kind === "import-from" || isImportBlock(statement);
    if (docstring || imports) place = nextLine(text, statement.span.end);
  }
  return place;
}

function isImportBlock(statement: { readonly kind: string }): boolean {
  const block = statement as { body?: readonly { kind: string }[] };
  if (statement.kind !== "try" && statement.kind !== "if") return false;
  return (block.body ?? []).every((inner) => inner.kind === "import" || inner.kind === "import-from");
}

function helperLines(os: string, abilities: Abilities): readonly string[] {
  const lines = [
    "class _PerProcess:",
    '    """Makes its object in each process: gRPC objects must not cross a fork."""',
    "",
    "    def __init__(self, make, *args, **kwargs):",
    "        self._make, self._args, self._kwargs = make, args, kwargs",
    "        self._by_pid = {}",
    "",
    "    def _get(self):",
    `        pid = ${os}.getpid()`,
    "        if pid not in self._by_pid:",
    "            self._by_pid[pid] = self._make(*self._args, **self._kwargs)",
    "        return self._by_pid[pid]",
    "",
    "    def __getattr__(self, name):",
    '        if name.startswith("__"):',
    "            raise AttributeError(name)",
    "        return getattr(self._get(), name)",
  ];
  if (abilities.call)
    lines.push("", "    def __call__(self, *args, **kwargs):", "        return self._get()(*args, **kwargs)");
  if (abilities.context) {
    lines.push("", "    def __enter__(self):", "        return self", "");
    lines.push("    def __exit__(self, *exc_info):", `        made = self._by_pid.pop(${os}.getpid(), None)`);
    lines.push("        if made is not None:", "            made.close()");
  }
  if (abilities.pickle) {
    lines.push("", "    def __getstate__(self):", "        return self._make, self._args, self._kwargs", "");
    lines.push(
      "    def __setstate__(self, state):",
      "        self._make, self._args, self._kwargs = state",
      "        self._by_pid = {}",
    );
  }
  return lines;
}
