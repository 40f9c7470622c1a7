import { readFileSync } from "node:fs";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";

/** The rules of the ignore files of one folder and, behind it, those of the folders above. */
export interface IgnoreRules {
  readonly folder: string;
  readonly rules: Ignore;
  readonly above: IgnoreRules | null;
}

/** Adds the ignore files of a folder, `names` in rising precedence, to the rules of the folders above it. */
export function withIgnoreFiles(
  above: IgnoreRules | null,
  folder: string,
  names: readonly string[],
): IgnoreRules | null {
  const texts = names.map((name) => textOf(join(folder, name))).filter((text) => text !== "");
  if (texts.length === 0) return above;
  const rules = ignore({ ignorecase: false, allowRelativePaths: true });
  for (const text of texts) rules.add(text);
  return { folder, rules, above };
}

/** Whether the rules leave out a path below their folders. The nearest rule that says anything decides. */
export function isIgnored(rules: IgnoreRules | null, absolute: string, type: "file" | "folder"): boolean {
  for (let at = rules; at !== null; at = at.above) {
    const path = absolute.slice(at.folder.length + 1) + (type === "folder" ? "/" : "");
    const answer = at.rules.test(path);
    if (answer.ignored) return true;
    if (answer.unignored) return false;
  }
  return false;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
