import type { Log, Notification, Run, Result as SarifResult } from "sarif";
import type { Decision, Result } from "../../types";
import { openDecisions } from "../fate";
import { mostSevereFirst, sortNotices } from "../order";
import { repairsOf } from "../repairs";
import type { Report, View } from "../report";
import { limits } from "../sarif/limits";
import { rootId } from "../sarif/locations";
import { cutNotification, fixesCut, noticeNotification, resultsCut, stepsCut } from "../sarif/notifications";
import { fixOf, resultOf, sizeOf } from "../sarif/results";
import { ruleDescriptor, sortRules } from "../sarif/rules";
import { sourcesOf } from "../source";

/**
 * SARIF 2.1.0 (docs.oasis-open.org/sarif), within the limits of GitHub's code scanning. Columns count UTF-16 units; paths
 * are from the top of the work tree.
 */
export const report = {
  summary: "SARIF 2.1.0, for code scanning and viewers",
  render: (result, view) => `${JSON.stringify(logOf(result, view), null, 2)}\n`,
} satisfies Report;

function logOf(result: Result, view: View): Log {
  return { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [runOf(result, view)] };
}

function runOf(result: Result, view: View): Run {
  const all = mostSevereFirst(openDecisions(result, view));
  const decisions = all.slice(0, limits.results);
  const { results, unfixed } = resultsOf(decisions, result, view);
  const long = decisions.filter(({ finding }) => finding.trace.length > limits.steps).length;
  const cuts: readonly Notification[] = [
    ...(all.length > decisions.length ? [resultsCut(all.length - decisions.length)] : []),
    ...(long > 0 ? [stepsCut(long)] : []),
    ...(unfixed > 0 ? [fixesCut(unfixed)] : []),
  ].map(cutNotification);
  return {
    tool: { driver: driverOf(view) },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: [...cuts, ...sortNotices(result.notices).map(noticeNotification)],
      },
    ],
    originalUriBaseIds: { [rootId]: { description: { text: "The top of the work tree." } } },
    columnKind: "utf16CodeUnits",
    newlineSequences: ["\r\n", "\n", "\r"],
    results: [...results],
  };
}

function driverOf({ version, rules }: View): Run["tool"]["driver"] {
  return { name: "grpc-fork-fix", version, semanticVersion: version, rules: sortRules(rules).map(ruleDescriptor) };
}

interface Results {
  readonly results: readonly SarifResult[];
  /** Results whose fix was left out. */
  readonly unfixed: number;
}

function resultsOf(decisions: readonly Decision[], result: Result, view: View): Results {
  const codes = sortRules(view.rules).map(({ code }) => code as string);
  const source = { locate: sourcesOf(result), ruleIndex: (code: string) => codes.indexOf(code) };
  const repairOf = repairsOf(result);
  let room: number = limits.fixes;
  let unfixed = 0;
  const results = decisions.map((decision) => {
    const plain = resultOf(decision, source);
    const repair = repairOf(decision);
    if (repair === null) return plain;
    room -= sizeOf(repair);
    if (room >= 0) return { ...plain, fixes: [fixOf(decision, repair)] };
    unfixed++;
    return plain;
  });
  return { results, unfixed };
}
