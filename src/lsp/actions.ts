import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver";
import type { Alternative } from "../types";
import type { Checked, EditRequest, Reported, Scope } from "./analyst";

/** The kind of the action that repairs a whole file, for "on save" settings. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.grpc-fork-fix`;

/** What an action is to do, as it travels to the editor and back; the finding by what does not change with the text. */
export interface Errand {
  readonly scope: Scope;
  readonly kind: EditRequest["wanted"]["kind"];
  readonly path: string;
  readonly fingerprint: string;
  /** Index of the fix among those of the finding. */
  readonly fix: number;
}

/** Which actions a request is for. */
export interface Asked {
  readonly scope: Scope;
  readonly path: string;
  /** The findings at the cursor or in the selection. */
  readonly at: readonly Reported[];
  /** All findings in the file. */
  readonly inFile: readonly Reported[];
  /** Kinds that are wanted; all if it is missing. */
  readonly only: readonly string[] | undefined;
  readonly diagnosticOf: (finding: Reported) => Diagnostic;
  /** The client shows actions that cannot be taken, with the reason. */
  readonly showsDisabled: boolean;
}

/** The actions for findings, without their edits: those are made when one is chosen. */
export function actionsFor(asked: Asked): readonly CodeAction[] {
  const isWanted = (kind: string) =>
    asked.only === undefined || asked.only.some((only) => kind === only || kind.startsWith(`${only}.`) || only === "");
  const fixes = isWanted(CodeActionKind.QuickFix) ? asked.at.flatMap((finding) => actionsOn(finding, asked)) : [];
  const isRepairable = asked.inFile.some(({ isFixed }) => isFixed);
  return isRepairable && isWanted(fixAllKind) ? [...fixes, fixAll(asked)] : fixes;
}

function actionsOn(finding: Reported, asked: Asked): readonly CodeAction[] {
  const errand = { scope: asked.scope, path: finding.path, fingerprint: finding.fingerprint, fix: 0 };
  const common = { kind: CodeActionKind.QuickFix, diagnostics: [asked.diagnosticOf(finding)] };
  const repairs = finding.fixes.flatMap((fix, index): readonly CodeAction[] => {
    if (fix.status === "none") return [];
    const data: Errand = { ...errand, kind: "fix", fix: index };
    const isPreferred = index === 0 && fix.status === "safe";
    return [{ ...common, title: titleOf(finding, fix), ...(isPreferred && { isPreferred }), data }];
  });
  const data: Errand = { ...errand, kind: "silence" };
  const silence = { ...common, title: `Silence ${finding.rule} here: # grpc-fork-fix: ignore[${finding.rule}]`, data };
  return [...repairs, ...(repairs.length === 0 ? refusal(finding, asked, common) : []), ...silences(finding, silence)];
}

function titleOf({ rule }: Reported, { status, transform, files }: Alternative): string {
  const where = files.length > 1 ? ` in ${files.length} files` : "";
  return `Fix ${rule} with ${transform}${where}${status === "unsafe" ? " (unsafe: may change behaviour)" : ""}`;
}

function refusal(
  { rule, fixes }: Reported,
  { showsDisabled }: Asked,
  common: Pick<CodeAction, "kind" | "diagnostics">,
): readonly CodeAction[] {
  const [fix] = fixes;
  if (!showsDisabled || fix === undefined) return [];
  const reason = [fix.reason, fix.detail].filter((part) => part !== null && part !== "").join(": ");
  return [{ ...common, title: `Fix ${rule}`, disabled: { reason } }];
}

/** A comment about comments, or in what does not parse, silences nothing; other languages have other comments. */
function silences({ rule, path }: Reported, action: CodeAction): readonly CodeAction[] {
  return rule === "GFF001" || rule === "GFF002" || !path.endsWith(".py") ? [] : [action];
}

function fixAll({ scope, path, inFile, diagnosticOf }: Asked): CodeAction {
  const repaired = inFile.filter(({ isFixed }) => isFixed);
  const data: Errand = { scope, path, kind: "all", fingerprint: "", fix: 0 };
  const title = "Fix all that crosses a fork in this file (grpc-fork-fix)";
  return { title, kind: fixAllKind, diagnostics: repaired.map(diagnosticOf), data };
}

/** What the analyst is asked for an errand; null when its finding is gone. */
export function requestOf({ scope, kind, path, fingerprint, fix }: Errand, checked: Checked): EditRequest | null {
  if (checked.kind !== "checked") return null;
  if (kind === "all") {
    const findings = checked.findings.flatMap((one, index) => (one.path === path && one.isFixed ? [index] : []));
    return findings.length === 0 ? null : { scope, wanted: { kind, findings } };
  }
  const finding = checked.findings.findIndex((one) => one.path === path && one.fingerprint === fingerprint);
  if (finding < 0) return null;
  return { scope, wanted: kind === "fix" ? { kind, finding, fix } : { kind, finding } };
}
