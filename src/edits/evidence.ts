import type { Finding, ObjectEvidence } from "../types";

/** What the findings know of gRPC objects. */
export function objectsOf(findings: readonly Finding[]): readonly ObjectEvidence[] {
  return findings.flatMap(({ evidence }) => (evidence?.kind === "object" ? [evidence] : []));
}
