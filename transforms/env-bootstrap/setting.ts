/** Statements that set variables of the environment, and what gRPC makes of the values. */
import type { Call, Constant, Expression, Statement } from "../../src/code";

export const forkSupport = "GRPC_ENABLE_FORK_SUPPORT";
export const pollStrategy = "GRPC_POLL_STRATEGY";

/** One variable that a statement sets. */
export interface Setting {
  /** Null when it is not a constant. */
  readonly name: string | null;
  /** Null for `update(NAME="1")`, where the name is a keyword. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly form: "item" | "setdefault" | "putenv" | "update";
}

/** All that a statement sets; empty for one that does anything else, or that sets what cannot be read. */
export function settingsOf(statement: Statement): readonly Setting[] {
  if (statement.kind === "assign") {
    const [target, ...others] = statement.targets;
    if (target?.kind !== "subscript" || others.length > 0 || !statement.value || !isEnviron(target.object)) return [];
    return [settingFrom(target.index, statement.value, "item")];
  }
  if (statement.kind !== "expression" || statement.value.kind !== "call") return [];
  return settingsOfCall(statement.value);
}

function settingsOfCall(call: Call): readonly Setting[] {
  const { callee } = call;
  const name = callee.kind === "attribute" || callee.kind === "name" ? callee.name : null;
  if (name === "putenv") return pairOf(call, "putenv");
  if (callee.kind !== "attribute" || !isEnviron(callee.object)) return [];
  if (name === "setdefault") return pairOf(call, "setdefault");
  return name === "update" ? updates(call) : [];
}

function pairOf(call: Call, form: "setdefault" | "putenv"): readonly Setting[] {
  const [key, value, ...more] = call.arguments;
  if (key?.kind !== "positional" || value?.kind !== "positional" || more.length > 0) return [];
  return [settingFrom(key.value, value.value, form)];
}

function updates(call: Call): readonly Setting[] {
  const found = call.arguments.map(({ kind, name, value }): readonly Setting[] | null => {
    if (kind === "keyword") return [{ name, key: null, value, form: "update" }];
    if (kind !== "positional" || value.kind !== "mapping") return null;
    const entries = value.entries.map((entry) => entry.key && settingFrom(entry.key, entry.value, "update"));
    return entries.every((entry) => entry !== null) ? entries : null;
  });
  return found.every((settings) => settings !== null) ? found.flat() : [];
}

function settingFrom(key: Expression, value: Expression, form: Setting["form"]): Setting {
  return { name: textOf(key), key, value, form };
}

function isEnviron(e: Expression): boolean {
  return (e.kind === "name" || e.kind === "attribute") && e.name === "environ";
}

/** The text of a constant that is one. */
export function textOf(e: Expression): string | null {
  return isText(e) ? e.value : null;
}

function isText(e: Expression): e is Constant & { readonly value: string } {
  return e.kind === "constant" && typeof e.value === "string";
}

/**
 * What grpc takes a value of `GRPC_ENABLE_FORK_SUPPORT` for (src/python/grpcio/grpc/_cython/_cygrpc/fork_posix.pyx.pxi
 * for a yes, the core's parser of booleans for a no). All else has no effect, or one on half of it.
 */
export function meaningOf(value: string): "on" | "off" | "without-effect" {
  if (["1", "true", "yes"].includes(value.toLowerCase())) return "on";
  return ["0", "f", "false", "n", "no"].includes(value.toLowerCase()) ? "off" : "without-effect";
}

/** Whether gRPC does what the value of one of its two variables says; `off` is something that it does. */
export function isEffective(name: string, value: string): boolean {
  if (name === forkSupport) return meaningOf(value) === "on";
  return (
    name === pollStrategy && value.split(",").every((engine) => ["epoll1", "poll", "none", "all"].includes(engine))
  );
}
