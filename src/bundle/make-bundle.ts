import { hashOf } from "../host/journal";
import { UsageError } from "../host/usage-error";
import { compareTexts } from "../report/order";
import type { View } from "../report/report";
import { sourcesOf } from "../report/source";
import type { Change, Finding, Repair, Result } from "../types";
import type { Bundle, BundledFile, BundledFinding, Content } from "./bundle";

/** What a bundle needs to know besides the result. */
export interface Origin extends Pick<View, "version" | "rules" | "bytesOf"> {
  readonly base: string | null;
  /** Whether the owner of a file may execute it. */
  readonly isExecutable: (path: string) => boolean;
}

/**
 * The fixes of a result that `--write` with the same flags would make.
 *
 * @throws UsageError where the encoding of a file cannot hold its new text, which `--write` refuses, too.
 */
export function makeBundle(result: Result, origin: Origin): Bundle {
  const locate = findingsOf(result, origin);
  const changed = new Set(result.changes.map(({ path }) => path));
  return {
    version: 1,
    tool: { name: "grpc-fork-fix", version: origin.version },
    base: origin.base,
    files: [...result.changes].sort((a, b) => compareTexts(a.path, b.path)).map((change) => fileOf(change, origin)),
    fixes: result.repairs.map((repair) => {
      const { transform, safety, note } = repair;
      const edits = repair.edits.filter(({ path }) => changed.has(path));
      return { transform, safety, note, findings: locate(repair), edits };
    }),
  };
}

function fileOf({ path, before, after }: Change, origin: Origin): BundledFile {
  const [old, next] = [origin.bytesOf(path, before), origin.bytesOf(path, after)];
  if (old === null || next === null) throw new UsageError(`${path}: the encoding of the file can't hold the new text`);
  const mode = origin.isExecutable(path) ? "100755" : "100644";
  return { path, mode, before: hashOf(old), after: contentOf(next) };
}

function contentOf(bytes: Buffer): Content {
  const data = bytes.toString("utf8");
  return Buffer.from(data).equals(bytes)
    ? { encoding: "utf-8", data }
    : { encoding: "base64", data: bytes.toString("base64") };
}

function findingsOf(result: Result, { rules }: Origin): (repair: Repair) => readonly BundledFinding[] {
  const locate = sourcesOf(result);
  const described = ({ rule, severity, at, message, fingerprint }: Finding): BundledFinding => {
    const { line, column } = locate(at).start;
    const name = rules.find(({ code }) => code === rule)?.name ?? rule;
    return { rule, name, severity, path: at.path, line, column, message, fingerprint };
  };
  return ({ decisions }) =>
    decisions.flatMap((index) => {
      const decision = result.decisions[index];
      return decision === undefined ? [] : [described(decision.finding)];
    });
}
