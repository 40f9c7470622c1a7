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

/** Where files lie, and how they are called before the user. */
export type Site = Pick<Project, "root" | "display">;

/** Writes all changes or none. Refuses where the user could lose work, unless that is allowed. */
export function writeChanges(changes: readonly Change[], project: Project, allowed: ReadonlySet<Allowance>): Landing {
  const guarded = guard(changes, project, allowed, "--write");
  if (guarded !== null) return guarded;
  const writes = changes.map((change) => writeOf(change, project));
  const unencodable = changes.filter((_, index) => writes[index] === null);
  if (unencodable.length > 0) {
    return refused(listed(unencodable, "the encoding of the file can't hold the new text", project));
  }
  return landWrites(
    writes.filter((write) => write !== null),
    project,
  );
}

/** The same for bytes; `asker` is what would write. */
export function writeBytes(
  writes: readonly Write[],
  site: Site,
  allowed: ReadonlySet<Allowance>,
  asker: string,
): Landing {
  return guard(writes, site, allowed, asker) ?? landWrites(writes, site);
}

function guard(
  files: readonly { readonly path: string }[],
  site: Site,
  allowed: ReadonlySet<Allowance>,
  asker: string,
): Landing | null {
  const paths = files.map(({ path }) => path);
  const unsafe = paths.length === 0 ? [] : unsafeToWrite(site.root, paths, allowed);
  return unsafe.length === 0 ? null : refused(guardComplaint(unsafe, site, asker));
}

function landWrites(writes: readonly Write[], site: Site): Landing {
  if (writes.length === 0) return { kind: "written", notices: [] };
  const written = writeFiles(site.root, writes);
  if (written.kind === "written") return { kind: "written", notices: written.notices };
  const why = written.refusals.map(({ path, reason }) => `  ${site.display(path)}: ${reason}`).join("\n");
  const kept = written.changed.map((path) => `  ${site.display(path)}`).join("\n");
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

function guardComplaint(unsafe: readonly Unsafe[], site: Site, asker: string): string {
  const files = unsafe.map(({ path, message }) => `  ${site.display(path)}: ${message}`);
  const ways = [...new Set(unsafe.map(({ why }) => howToLift[why]))];
  return `${asker} would change files that could not be brought back:\n${files.join("\n")}\n${ways.join("\n")}\n`;
}

function listed(changes: readonly Change[], reason: string, site: Site): string {
  const files = changes.map(({ path }) => `  ${site.display(path)}: ${reason}`);
  return `could not write:\n${files.join("\n")}\nNo file was changed.\n`;
}
