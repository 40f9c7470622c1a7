import { type Diagnostic, DiagnosticSeverity, type Range } from "vscode-languageserver";
import type { Reported } from "./analyst";

/** What a client can show, and where things are for it. */
export interface Client {
  readonly uriOf: (path: string) => string;
  /** The page of a rule. */
  readonly pageOf: (rule: string) => string;
  /** It shows places that belong to a diagnostic. */
  readonly hasRelated: boolean;
}

/** The source of every diagnostic. */
export const source = "grpc-fork-fix";

/** A finding as a diagnostic. Each step of the proof is a place that belongs to it. */
export function diagnosticOf(finding: Reported, { uriOf, pageOf, hasRelated }: Client): Diagnostic {
  const { rule, range, severity, message } = finding;
  const steps = finding.steps.map((step) => ({ ...step, text: `${step.process}: ${step.message}` }));
  const proof = steps.map(({ path, range, text }) => `\n  ${path}:${range.start.line + 1}: ${text}`);
  return {
    range,
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: rule,
    codeDescription: { href: pageOf(rule) },
    source,
    message: hasRelated ? message : message + proof.join(""),
    ...(hasRelated && {
      relatedInformation: steps.map(({ path, range, text }) => ({
        location: { uri: uriOf(path), range },
        message: text,
      })),
    }),
    data: { fingerprint: finding.fingerprint },
  };
}

/** Whether two ranges share a character or touch. */
export function isTouching(a: Range, b: Range): boolean {
  return isBefore(a.start, b.end) && isBefore(b.start, a.end);
}

function isBefore(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}
