import type { ArtifactChange, CodeFlow, Fix, Location, Result as SarifResult } from "sarif";
import type { Decision, Finding, Step } from "../../types";
import { printable } from "../cells";
import { startMethod } from "../finding-text";
import type { FileRepair, OwnRepair } from "../repairs";
import { wellFormed } from "../well-formed";
import { firstAndLast, limits } from "./limits";
import {
  artifactAt,
  type Locate,
  linesOf,
  locationIn,
  messageOf,
  messageText,
  physicalLocation,
  regionBetween,
} from "./locations";

/** Which of the related locations the message links to. */
const forkId = 1;

export interface ResultSource {
  readonly locate: Locate;
  /** The place of a rule in the list of rules. */
  readonly ruleIndex: (code: string) => number;
}

/** A finding without its fix. */
export function resultOf({ finding }: Decision, { locate, ruleIndex }: ResultSource): SarifResult {
  return {
    ruleId: finding.rule,
    ruleIndex: ruleIndex(finding.rule),
    level: finding.severity,
    message: { text: textOf(finding) },
    locations: [locationIn(finding.trace[0]?.process ?? "parent", finding.at, locate)],
    ...(finding.fork === null ? {} : { relatedLocations: [forkLocation(finding.fork, locate)] }),
    ...(finding.trace.length === 0 ? {} : { codeFlows: [codeFlow(finding.trace, locate)] }),
    partialFingerprints: { "grpcForkFix/v1": finding.fingerprint },
  };
}

/** What is wrong, where the fork is, and what to do by hand. */
function textOf({ message, fork, advice }: Finding): string {
  const place = fork === null ? "" : ` [The fork](${forkId}): ${messageText(fork.by)} (${startMethod(fork)}).`;
  return `${sentence(message)}${place}${advice === "" ? "" : ` ${sentence(advice)}`}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? messageText(text) : `${messageText(text)}.`;
}

function forkLocation({ at, by }: NonNullable<Finding["fork"]>, locate: Locate): Location {
  return { id: forkId, physicalLocation: physicalLocation(at, locate), message: messageOf(`the fork: ${by}`) };
}

/** The proof, as one flow through all processes. */
function codeFlow(trace: readonly Step[], locate: Locate): CodeFlow {
  const steps = firstAndLast(trace, limits.steps);
  return { threadFlows: [{ locations: steps.map((step, index) => flowStep(step, index, locate)) }] };
}

function flowStep({ at, message, process }: Step, index: number, locate: Locate) {
  return {
    location: { ...locationIn(process, at, locate), message: messageOf(`${process}: ${message}`) },
    kinds: ["process", process],
    // A viewer indents by it: what the child does stands under the fork.
    nestingLevel: process === "child" ? 1 : 0,
    executionOrder: index + 1,
    properties: { process },
  };
}

/** What repairs a finding. */
export function fixOf({ fix }: Decision, { files, decisions }: OwnRepair): Fix {
  const others = decisions.length - 1;
  const also = others === 0 ? "" : ` The same edits repair ${others} more.`;
  return {
    description: { text: `${fix.status}, ${fix.transform}: ${printable(fix.detail)}.${also}` },
    artifactChanges: files.map(artifactChange),
  };
}

function artifactChange({ path, before, edits }: FileRepair): ArtifactChange {
  const lines = linesOf(before);
  return {
    artifactLocation: artifactAt(path),
    replacements: edits.map(({ span, text }) => ({
      deletedRegion: regionBetween(lines, span.start, span.end),
      insertedContent: { text: wellFormed(text) },
    })),
  };
}

/** How much text the fix of a repair brings into the report, in UTF-16 units. */
export function sizeOf({ files }: OwnRepair): number {
  return files.flatMap(({ edits }) => edits).reduce((sum, { text }) => sum + text.length, 0);
}
