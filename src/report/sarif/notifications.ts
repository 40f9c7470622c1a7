import type { Notification } from "sarif";
import type { Notice } from "../../types";
import { limits } from "./limits";
import { artifactAt, messageOf } from "./locations";

export function noticeNotification({ code, path, line, message }: Notice): Notification {
  return {
    descriptor: { id: code },
    level: "note",
    message: messageOf(message),
    ...(path === null ? {} : { locations: [{ physicalLocation: physicalLocation(path, line) }] }),
  };
}

function physicalLocation(path: string, line: number | null) {
  const artifactLocation = artifactAt(path);
  return line === null ? { artifactLocation } : { artifactLocation, region: { startLine: line } };
}

/** What was left out of the report, and why. */
export function cutNotification(text: string): Notification {
  return { descriptor: { id: "report-cut" }, level: "warning", message: messageOf(text) };
}

export function resultsCut(left: number): string {
  return `Findings left out: ${left}. The report holds ${limits.results}, the most that code scanning takes, errors first.`;
}

export function stepsCut(results: number): string {
  return `Findings with more than ${limits.steps} steps: ${results}. The steps in the middle are left out.`;
}

export function fixesCut(results: number): string {
  return `Findings whose fix is left out because the report would be too large: ${results}. --dry-run shows all fixes.`;
}
