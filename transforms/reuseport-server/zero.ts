/** Where a program says that any port will do: `"[::]:0"`, `f"{host}:{PORT}"` with `PORT = 0`, and so on. */
import type { Call, Expression, Scope, Template } from "../../src/code";
import type { TextEdit } from "../../src/edits/apply";
import { stringSpans } from "../../src/edits/strings";
import { forEachStatement } from "../../src/facts/walk";
import { handedFor } from "./handover";
import type { Child, LaunchCall } from "./launch-call";
import { bindingOf, variableOf } from "./names";
import { type Page, written } from "./syntax";

/** A zero that can be replaced, and in whose code it stands. */
export interface Zero {
  readonly page: Page;
  readonly process: "parent" | "child";
  /** What to write there for the name of a port. */
  readonly edit: (port: string) => TextEdit;
}

/** Where an expression of an address, or of a port, is looked at. */
export interface Sight {
  readonly page: Page;
  readonly scope: Scope;
  readonly process: "parent" | "child";
  /** Those who may have handed over what a parameter holds. */
  readonly child: Child;
  readonly launches: readonly LaunchCall[];
}

/** The zeros of an address: one, or one in each launch. Null when the port is not written out. */
export function zerosOfAddress(address: Expression, sight: Sight): readonly Zero[] | null {
  if (address.kind === "name") return throughName(address.name, address, sight, zerosOfAddress);
  if (address.kind === "constant") return literal(address, sight);
  if (address.kind === "template") return template(address, sight);
  if (address.kind === "binary" && address.operator === "%") return formatted(address.left, address.right, sight);
  if (address.kind === "binary" && address.operator === "+") return zerosOfPort(address.right, sight);
  if (address.kind === "call") return formatCall(address, sight);
  return null;
}

/** The zeros of a port: `0`, `"0"`, `str(PORT)`. */
function zerosOfPort(port: Expression, sight: Sight): readonly Zero[] | null {
  if (port.kind === "constant") {
    const isText = port.value === "0";
    if (!isText && port.value !== 0) return null;
    return [zero(sight, (name) => ({ span: port.span, text: isText ? `str(${name})` : name }))];
  }
  if (port.kind === "name") return throughName(port.name, port, sight, zerosOfPort);
  if (port.kind === "call" && written(sight.page.text, port.callee) === "str") {
    const [only, ...others] = port.arguments;
    return only && others.length === 0 ? zerosOfPort(only.value, sight) : null;
  }
  return null;
}

function zero({ page, process }: Sight, edit: Zero["edit"]): Zero {
  return { page, process, edit };
}

/** `"[::]:0"` becomes `f"[::]:{port}"`. */
function literal(address: Expression & { readonly kind: "constant" }, sight: Sight): readonly Zero[] | null {
  const { text } = sight.page;
  if (typeof address.value !== "string" || !address.value.endsWith(":0")) return null;
  const last = stringSpans(text, address.span).at(-1);
  const parts = last && /^([uUrR]?)("""|'''|"|')([^{}]*:)0\2$/s.exec(text.slice(last.start, last.end));
  if (!last || !parts) return null;
  const [, prefix = "", quote = "", host = ""] = parts;
  const kind = prefix.toLowerCase() === "r" ? `${prefix}f` : "f";
  return [zero(sight, (port) => ({ span: last, text: `${kind}${quote}${host}{${port}}${quote}` }))];
}

function template(address: Template, sight: Sight): readonly Zero[] | null {
  const last = address.parts.at(-1);
  if (last === undefined) return null;
  if (typeof last !== "string") return zerosOfPort(last, sight)?.map(inTemplate) ?? null;
  const tail = /:0("""|'''|"|')$/.exec(written(sight.page.text, address));
  if (!last.endsWith(":0") || !tail) return null;
  const end = address.span.end - (tail[1] as string).length;
  return [zero(sight, (port) => ({ span: { start: end - 1, end }, text: `{${port}}` }))];
}

/** In an f-string the text of a number is the number. */
function inTemplate(one: Zero): Zero {
  const plain = (edit: TextEdit) => ({ ...edit, text: edit.text.replace(/^str\((\w+)\)$/, "$1") });
  return { ...one, edit: (port) => plain(one.edit(port)) };
}

/** `"[::]:%d" % 0`, `"%s:%d" % (host, 0)` */
function formatted(left: Expression, right: Expression, sight: Sight): readonly Zero[] | null {
  if (left.kind !== "constant" || !/:%[ds]$/.test(String(left.value))) return null;
  const last = right.kind === "sequence" ? right.items.at(-1) : right;
  return last ? zerosOfPort(last, sight) : null;
}

/** `"[::]:{}".format(0)` */
function formatCall(call: Call, sight: Sight): readonly Zero[] | null {
  const { callee } = call;
  if (callee.kind !== "attribute" || callee.name !== "format" || callee.object.kind !== "constant") return null;
  if (!/:\{\w*\}$/.test(String(callee.object.value))) return null;
  const last = call.arguments.at(-1);
  return last ? zerosOfPort(last.value, sight) : null;
}

/** A name of a constant is replaced by what the constant becomes; a parameter leads to the launches. */
function throughName(
  name: string,
  use: Expression,
  sight: Sight,
  look: (value: Expression, at: Sight) => readonly Zero[] | null,
): readonly Zero[] | null {
  const { page, scope, child, launches } = sight;
  const variable = variableOf(page.facts, scope.id, name);
  const { holder } = variable;
  const isParameter = holder.kind === "local" && scopeHas(page, holder.scope, name);
  if (isParameter) {
    if (sight.process === "parent" || page.facts.path !== child.facts.path || holder.scope !== child.scope.id)
      return null;
    const found = launches.map((launch) => {
      const value = handedFor(launch, child, name);
      const at: Sight = { ...sight, page: launch, scope: launch.scope, process: "parent" };
      return value && look(value, at);
    });
    return found.some((zeros) => zeros === null) ? null : found.flatMap((zeros) => zeros ?? []);
  }
  const value = assigned(page, variable);
  if (value?.kind !== "constant") return null;
  const [only] = look(value, sight) ?? [];
  if (!only) return null;
  const moved = (port: string) => {
    const { span, text } = only.edit(port);
    const before = page.text.slice(value.span.start, span.start);
    return { span: use.span, text: before + text + page.text.slice(span.end, value.span.end) };
  };
  return [zero(sight, moved)];
}

function scopeHas(page: Page, scope: number, name: string): boolean {
  return page.facts.scopes[scope]?.parameters.some((parameter) => parameter.name === name) ?? false;
}

/** What the one assignment of a variable assigns. */
function assigned(page: Page, variable: Parameters<typeof bindingOf>[1]): Expression | null {
  const binding = bindingOf(page.facts, variable);
  let value: Expression | null = null;
  if (!binding) return null;
  forEachStatement(page.facts.scopes[binding.scope]?.body ?? [], (statement) => {
    if (statement.kind !== "assign" || statement.targets.length !== 1) return;
    if (statement.targets[0]?.span.start === binding.span.start) value = statement.value;
  });
  return value;
}
