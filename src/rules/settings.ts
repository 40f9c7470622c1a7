/** What the rules about gRPC's environment have in common. */
import type { Setting } from "../processes/tree";
import type { Finding, Fork, Place, RuleCode, Severity, Step } from "../types";
import { fingerprint } from "./fingerprint";
import type { Names } from "./rule";

export interface SettingFinding {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly message: string;
  readonly advice: string;
  readonly fork: Fork | null;
  readonly trace: readonly Step[];
}

export type Set = Pick<Setting, "name" | "value" | "at"> & {
  readonly importedAt: Place | null;
  readonly entries: readonly string[];
};

export function settingFinding(set: Set, names: Names, text: SettingFinding): Finding {
  const { name, value, at, importedAt, entries } = set;
  return {
    ...text,
    at,
    fingerprint: fingerprint(names, [text.rule, name, value ?? ""], text.fork ? [at, text.fork.at] : [at]),
    evidence: { kind: "setting", name, value, late: importedAt !== null, entries },
  };
}

/** A setting as the program makes it. */
export function setBy({ name, value, at, importedAt, entry }: Setting): Set {
  return { name, value, at, importedAt, entries: entry === null ? [] : [entry] };
}

export const FORK_SUPPORT = "GRPC_ENABLE_FORK_SUPPORT";
export const POLL_STRATEGY = "GRPC_POLL_STRATEGY";
