import { realpathSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { askGitUnfiltered, workTreeOf } from "./git";

/** What lifts the guard: `--allow-dirty`, `--allow-no-vcs`; `--force` is both. */
export type Allowance = "dirty" | "no-vcs";

/** A file whose present content a write could not bring back. */
export interface Unsafe {
  /** Relative to the root. */
  readonly path: string;
  readonly why: Allowance;
  /** A sentence for a person. */
  readonly message: string;
}

/** Paths per question to git: a command line has a limit. */
const CHUNK = 200;

/**
 * The files among those to be written that hold uncommitted changes or are under no version control, sorted.
 * Empty means that `--write` may go on.
 *
 * @param root absolute, without links; `paths` are relative to it.
 */
export function unsafeToWrite(
  root: string,
  paths: readonly string[],
  allowed: ReadonlySet<Allowance>,
): readonly Unsafe[] {
  const byTree = new Map<string | null, string[]>();
  for (const path of paths) {
    const tree = workTreeOf(dirname(realOf(root, path)));
    byTree.set(tree, [...(byTree.get(tree) ?? []), path]);
  }
  return [...byTree]
    .flatMap(([tree, members]) => (tree === null ? members.map(withoutVcs) : inTree(root, tree, members)))
    .filter(({ why }) => !allowed.has(why))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function inTree(root: string, tree: string, paths: readonly string[]): readonly Unsafe[] {
  const unsafe: Unsafe[] = [];
  for (let index = 0; index < paths.length; index += CHUNK) {
    unsafe.push(...askAbout(root, tree, paths.slice(index, index + CHUNK)));
  }
  return unsafe;
}

function askAbout(root: string, tree: string, paths: readonly string[]): readonly Unsafe[] {
  const named = paths.map((path) => ({ path, name: relative(tree, realOf(root, path)) }));
  const options = ["--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching"];
  const answer = askGitUnfiltered(tree, [
    "status",
    ...options,
    "--ignore-submodules=all",
    "--",
    ...named.map(({ name }) => name),
  ]);
  if (answer.kind === "failed") {
    return paths.map((path) => ({ path, why: "no-vcs", message: `git cannot tell its state: ${answer.message}` }));
  }
  return answer.output
    .split("\0")
    .filter((line) => line !== "")
    .flatMap((line) => affected(line.slice(3), named).map(({ path }) => unsafeBy(line.slice(0, 2), path)));
}

/** Two paths may be one file; and git names a whole folder when all of it is ignored. */
function affected<Path extends { readonly name: string }>(name: string, paths: readonly Path[]): readonly Path[] {
  return paths.filter((path) => path.name === name || (name.endsWith("/") && path.name.startsWith(name)));
}

function unsafeBy(status: string, path: string): Unsafe {
  if (status === "!!") return { path, why: "no-vcs", message: "git ignores it" };
  if (status === "??") return { path, why: "dirty", message: "it was never committed" };
  return { path, why: "dirty", message: "it has uncommitted changes" };
}

function withoutVcs(path: string): Unsafe {
  return { path, why: "no-vcs", message: "it is in no git work tree" };
}

function realOf(root: string, path: string): string {
  try {
    return realpathSync(join(root, path));
  } catch {
    return join(root, path);
  }
}
