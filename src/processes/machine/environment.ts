/** The environment as gRPC reads it: what is set, when, and what gRPC takes it for. */
import type { ForkSupport, Place } from "../../types";
import type { Setting } from "../tree";
import { stringEntries } from "./containers";
import { type CallSite, type Machine, readAt, writeAt } from "./machine";
import { read, type Store, write } from "./store";
import { constant, join, NOTHING, textOf, UNKNOWN, type Values } from "./value";

/** `os.environ[name] = values`, in all its spellings. */
export function setEnvironment(m: Machine, name: string, values: Values, at: Place): void {
  if (name.startsWith("GRPC_")) note(m, name, values, at);
  if (name === FORK_SUPPORT) writeAt(m, SETTING, placeText(at));
  writeAt(m, `env:${name}`, values);
}

const FORK_SUPPORT = "GRPC_ENABLE_FORK_SUPPORT";
/** Where fork support was set last. */
const SETTING = "<fork-support-at>";

function note(m: Machine, name: string, values: Values, at: Place): void {
  m.observations.push({
    ...settingOf(name, textOf(values), at),
    importedAt: placeIn(m.store, "<grpc>"),
    entry: m.processes[0]?.entry ?? null,
  });
}

/** What is set from outside, or what is taken for a setting. */
export function settingOf(name: string, value: string | null, at: Place): Setting {
  const isWithoutEffect = value !== null && forkSupportOf(value) === "without-effect";
  return { kind: "setting", name, value, isWithoutEffect, at, importedAt: null, entry: null };
}

/** A function and a channel option that are believed to switch fork support on (hatchet-python#49, public test suites). */
export const MEANINGLESS = "grpc.enable_fork_support";

export function noteMeaningless(m: Machine, at: Place): void {
  m.observations.push({ ...settingOf(MEANINGLESS, null, at), entry: m.processes[0]?.entry ?? null });
}

function placeText({ path, span }: Place): Values {
  return constant(`${span.start}-${span.end}:${path}`);
}

function placeIn(memory: Store, key: string): Place | null {
  const [start, end, path] = /^(\d+)-(\d+):(.*)$/.exec(textOf(read(memory, key) ?? NOTHING) ?? "")?.slice(1) ?? [];
  return path === undefined ? null : { path, span: { start: Number(start), end: Number(end) } };
}

/** Where the fork support of a process was set. */
export function settingAtIn(memory: Store): Place | null {
  return placeIn(memory, SETTING);
}

/** Sets a variable before the program starts. Where files disagree, it may be either. */
export function deploy(memory: Store, name: string, value: string | null, at: Place): void {
  const known = read(memory, `env:${name}`) ?? NOTHING;
  write(memory, `env:${name}`, join(known, value === null ? UNKNOWN : constant(value)));
  if (name === FORK_SUPPORT) write(memory, SETTING, placeText(at));
}

/** `os.environ.setdefault(name, values)`: what is set outside of the program stays. */
export function setDefaultEnvironment(m: Machine, site: CallSite): Values {
  const name = textOf(site.args.positional[0]?.values ?? NOTHING);
  const values = site.args.positional[1]?.values ?? UNKNOWN;
  if (name === null) return UNKNOWN;
  const known = readAt(m, `env:${name}`);
  if (known === undefined) setEnvironment(m, name, values, site.place);
  return known ?? values;
}

export function updateEnvironment(m: Machine, site: CallSite): Values {
  const mapping = stringEntries(m, site.args.positional[0]?.values ?? NOTHING) ?? new Map<string, Values>();
  for (const [name, values] of mapping) setEnvironment(m, name, values, site.place);
  for (const [name, arg] of site.args.keywords) setEnvironment(m, name, arg.values, site.place);
  return UNKNOWN;
}

export function putEnvironment(m: Machine, site: CallSite): Values {
  const name = textOf(site.args.positional[0]?.values ?? NOTHING);
  if (name !== null) setEnvironment(m, name, site.args.positional[1]?.values ?? UNKNOWN, site.place);
  return UNKNOWN;
}

/** Packages that import grpc themselves (their own `import` statements; HAZARDS of grpc/grpc#41725). */
const CARRIERS =
  /^(grpc|grpc_\w+|google\.cloud|opentelemetry\.exporter\.otlp\.proto\.grpc|pymilvus|qdrant_client|tritonclient\.grpc|ray|pulumi)(\.|$)|(^|\.)\w+_pb2_grpc(\.|$)/;

/** Whether importing a module from outside the program imports grpc. */
export function bringsInGrpc(name: string): boolean {
  return CARRIERS.test(name);
}

/** Fork support is read when grpc is imported, and never again (_cygrpc/fork_posix.pyx.pxi). */
export function noteImport(m: Machine, name: string): void {
  if (!bringsInGrpc(name) || readAt(m, "<grpc>")) return;
  const at = m.importing ?? { path: "", span: { start: 0, end: 0 } };
  writeAt(m, "<grpc>", placeText(at));
  writeAt(m, "<fork-support>", readAt(m, "env:GRPC_ENABLE_FORK_SUPPORT") ?? NOTHING);
}

const YES = new Set(["1", "true", "yes"]);
const NO = new Set(["0", "f", "false", "n", "no"]);

/** What gRPC's Python layer takes a value of `GRPC_ENABLE_FORK_SUPPORT` for, whatever its case (_cygrpc/fork_posix.pyx.pxi). */
export function forkSupportOf(value: string): ForkSupport {
  const word = value.toLowerCase();
  if (YES.has(word)) return "on";
  return NO.has(word) ? "off" : "without-effect";
}

/** The fork support of a process, by what was set when it imported grpc; `unset` when it has not done so yet. */
export function forkSupportIn(memory: Store): ForkSupport {
  const set = read(memory, "<fork-support>") ?? NOTHING;
  if (set.length === 0) return "unset";
  const meanings = new Set(set.map((value) => (value.kind === "constant" ? forkSupportOf(String(value.value)) : null)));
  const [only] = meanings;
  return meanings.size === 1 && only ? only : "unknown";
}
