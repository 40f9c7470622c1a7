import type { Project } from "../host/project";
import { type Allowance, type Unsafe, unsafeToWrite } from "../host/worktree";
import { type Write, writeFiles } from "../host/write";
import type { Change, Notice } from "../types";

/** What became of the changes: all are on the disk, or none is, for reasons that `complaint` tells. */
export type Landing =
  | { readonly kind: "written"; readonly notices: readonly Notice[] }
  | { readonly kind: "refused"; readonly complaint: string; readonly notices: readonly Notice[] };

const howToLift: Readonly<Record<Allowance, string>> = {
  dirty: "Commit them first, or use --allow-dirty.",
  "no-vcs": "Nothing could bring back the old content there; use --allow-no-vcs to go on.",
};

/** Writes all changes or none. Refuses where the user could lose work, unless that is allowed. */
export function writeChanges(changes: readonly Change[], project: Project, allowed: ReadonlySet<Allowance>): Landing {
  if (changes.length === 0) return { kind: "written", notices: [] };
  const unsafe = unsafeToWrite(
    project.root,
    changes.map(({ path }) => path),
    allowed,
  );
  if (unsafe.length > 0) return refused(guardComplaint(unsafe, project));
  const writes = changes.map((change) => writeOf(change, project));
  const unencodable = changes.filter((_, index) => writes[index] === null);
  if (unencodable.length > 0) {
    return refused(listed(unencodable, "the encoding of the file can't hold the new text", project));
  }
  const written = writeFiles(
    project.root,
    writes.filter((write) => write !== null),
  );
  if (written.kind === "written") return { kind: "written", notices: written.notices };
  const why = written.refusals.map(({ path, reason }) => `  ${project.display(path)}: ${reason}`).join("\n");
  const kept = written.changed.map((path) => `  ${project.display(path)}`).join("\n");
  const state = kept === "" ? "No file was changed." : `These are changed, and could not be put back:\n${kept}`;
  return { kind: "refused", complaint: `could not write:\n${why}\n${state}\n`, notices: written.notices };
}

function refused(complaint: string): Landing {
  return { kind: "refused", complaint, notices: [] };
}

function writeOf({ path, before, after }: Change, { bytesOf }: Project): Write | null {
  const [old, next] = [bytesOf(path, before), bytesOf(path, after)];
  return old === null || next === null ? null : { path, before: old, after: next };
}

function guardComplaint(unsafe: readonly Unsafe[], project: Project): string {
  const files = unsafe.map(({ path, message }) => `  ${project.display(path)}: ${message}`);
  const ways = [...new Set(unsafe.map(({ why }) => howToLift[why]))];
  return `--write would change files that could not be brought back:\n${files.join("\n")}\n${ways.join("\n")}\n`;
}

function listed(changes: readonly Change[], reason: string, project: Project): string {
  const files = changes.map(({ path }) => `  ${project.display(path)}: ${reason}`);
  return `could not write:\n${files.join("\n")}\nNo file was changed.\n`;
}
