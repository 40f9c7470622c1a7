/** GFF302 and GFF304: a value that gRPC does not take, or that switches fork support off, is replaced where it stands. */
import type { Constant } from "../../src/code";
import { stringSpans } from "../../src/edits/strings";
import type { Source } from "../../src/edits/transform";
import type { Facts, Plan, Safety, SettingEvidence } from "../../src/types";
import type { SettingFinding } from "../env-bootstrap";
import { refuse } from "./bootstrap";
import { meaningOf, settingsOf } from "./setting";
import { isInTime } from "./setting-place";
import { statementAt } from "./statement-at";

/** `GRPC_POLL_STRATEGY`: `poll` is an engine that every version has, and that forks (fork_posix.cc). */
export function planPollStrategy(one: SettingFinding, source: Source): Plan {
  const { value } = one.evidence;
  const isFormer = value === "epollex";
  const why = isFormer
    ? "epollex was one until grpcio 1.46, and takes no forks"
    : value === "none"
      ? "with none, grpc aborts the process at the first call that waits"
      : "with a name that it does not know, grpc aborts the process";
  return planValue(one, source, "poll", isFormer ? "unsafe" : "safe", `the polling engine is poll: ${why}`);
}

/** `GRPC_ENABLE_FORK_SUPPORT`: the value becomes 1, the only spelling on which all parts of gRPC agree. */
export function planForkSupport(one: SettingFinding, source: Source): Plan {
  const { value } = one.evidence;
  if (value !== null && meaningOf(value) === "off") {
    const note =
      "fork support is switched on; it may have been off to silence its log lines, or because all children run other programs";
    return planValue(one, source, "1", "unsafe", note);
  }
  const safety = isWellPlaced(one, source) ? "safe" : "unsafe";
  return planValue(one, source, "1", safety, "fork support is on: the value was one that grpc does not take for a yes");
}

function isWellPlaced({ finding, evidence }: SettingFinding, source: Source): boolean {
  const facts = source.facts(finding.at.path);
  return facts !== null && !evidence.late && isInTime(finding.at.span, facts, source);
}

function planValue(one: SettingFinding, source: Source, value: string, safety: Safety, note: string): Plan {
  const { finding, evidence } = one;
  const { path } = finding.at;
  const facts = source.facts(path);
  const text = source.text(path);
  if (facts === null || text === null) return refuse("not-utf8", `${path} cannot be read as text`);
  if (facts.generated) return refuse("generated-file", `${path} is generated: change what generates it`);
  if (facts.errors.length > 0) return refuse("has-syntax-error", `${path} does not parse`);
  const constant = constantOf(one, facts, evidence);
  const [literal, ...others] = constant === null ? [] : stringSpans(text, constant.span);
  if (constant === null || literal === undefined || others.length > 0)
    return refuse("unsupported-shape", `the value is not written there: make it "${value}"`);
  const quote = text[literal.end - 1] ?? '"';
  const edit = { path, span: constant.span, text: `${quote}${value}${quote}` };
  return { kind: "edit", transform: "env-bootstrap", safety, edits: [edit], imports: [], note };
}

function constantOf({ finding }: SettingFinding, facts: Facts, evidence: SettingEvidence): Constant | null {
  const statement = statementAt(facts, finding.at.span)?.statement;
  const settings = statement === undefined ? [] : settingsOf(statement);
  const setting = settings.find(({ name }) => name === evidence.name) ?? settings.find(({ name }) => name === null);
  return setting?.value.kind === "constant" && typeof setting.value.value === "string" ? setting.value : null;
}
