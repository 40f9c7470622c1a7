import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import type { Notice } from "../types";
import type { Excluded } from "./exclude";
import { askGit, gitFolderOf } from "./git";
import { type Identity, identityOf } from "./identity";
import { type IgnoreRules, isIgnored, withIgnoreFiles } from "./ignore-files";
import { type Wanted, walk } from "./walk";

export interface DiscoverOptions {
  readonly wanted: Wanted;
  readonly excluded: Excluded;
  readonly ignoreFiles: "honoured" | "disregarded";
}

export interface Discovery {
  /** Absolute paths, unsorted, each once. */
  readonly files: readonly string[];
  /** Their paths are absolute. */
  readonly notices: readonly Notice[];
}

/**
 * Lists the wanted files below a folder: by git where it is the top of a work tree, else by a walk.
 * Tracked files count even where an ignore rule names them, as git has it; deleted ones do not.
 */
export function discover(folder: string, options: DiscoverOptions): Discovery {
  if (options.ignoreFiles === "honoured" && gitFolderOf(folder) !== null) {
    const listed = listByGit(folder, options);
    if (listed.kind === "ok") return listed;
    const message = `git did not list this folder, so it was searched without git: ${listed.message}`;
    const walked = listByWalk(folder, folder, options);
    return { files: walked.files, notices: [notice("git-unusable", folder, message), ...walked.notices] };
  }
  return listByWalk(folder, folder, options);
}

/** Lists a folder that somebody named although git or an exclusion leaves it out. `top` is the work tree's. */
export function discoverNamed(folder: string, top: string, options: DiscoverOptions): Discovery {
  return listByWalk(folder, top, options);
}

/** A regular file, a link to one in the project, a link out of it, or nothing to read: deleted, a folder, a pipe. */
export type FileKind = "file" | "link" | "outside" | "nothing";

/** What a listed path is, and the identity of a regular file. */
export interface Listed {
  readonly kind: FileKind;
  readonly identity: Identity | null;
}

/** Looks at a listed path. */
export function lookUp(root: string, path: string): Listed {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status?.isFile()) return { kind: "file", identity: identityOf(status) };
  return { kind: status?.isSymbolicLink() ? kindOfLink(root, path) : "nothing", identity: null };
}

function kindOfLink(root: string, path: string): FileKind {
  try {
    const target = realpathSync(path);
    if (!isInside(root, target)) return "outside";
    return statSync(target).isFile() ? "link" : "nothing";
  } catch {
    return "nothing";
  }
}

/** Whether `path` is `folder` or lies below it. Both are absolute and without links. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

type Listing =
  | { readonly kind: "ok"; readonly files: readonly string[]; readonly notices: readonly Notice[] }
  | { readonly kind: "failed"; readonly message: string };

function listByGit(top: string, options: DiscoverOptions): Listing {
  const answer = askGit(top, ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  if (answer.kind === "failed") return answer;
  const names = answer.output.split("\0");
  const isOut = exclusionBelow(top, options.excluded, ignoreRulesAmong(top, names));
  const files = new Set<string>();
  const notices: Notice[] = [];
  for (const name of names) {
    if (!options.wanted(name)) continue;
    const path = below(top, name);
    if (isOut(path)) continue;
    if (name.includes("\ufffd") && !lstatSync(path, { throwIfNoEntry: false })) {
      notices.push(notice("unreadable", path, "the name of this file is not UTF-8, so the file was left out"));
    } else {
      files.add(path);
    }
  }
  for (const nested of nestedRepositories(top, names)) {
    const folder = join(top, nested);
    if (isOut(folder)) continue;
    const inner = discover(folder, options);
    for (const file of inner.files) files.add(file);
    notices.push(...inner.notices);
  }
  return { kind: "ok", files: [...files], notices };
}

/** Submodules, and repositories that git shows as one untracked folder: their files are the program's too. */
function nestedRepositories(top: string, names: readonly string[]): readonly string[] {
  const untracked = names.filter((name) => name.endsWith("/")).map((name) => name.slice(0, -1));
  const submodules = names.includes(".gitmodules") ? submodulesOf(top) : [];
  return [...new Set([...untracked, ...submodules])].filter((name) => isNested(top, name));
}

function submodulesOf(top: string): readonly string[] {
  try {
    const text = readFileSync(join(top, ".gitmodules"), "utf8");
    return [...text.matchAll(/^\s*path\s*=\s*"?(.*?)"?\s*$/gm)].map((match) => match[1] ?? "");
  } catch {
    return [];
  }
}

/** A hostile `.gitmodules` may point anywhere, also through a link. */
function isNested(top: string, name: string): boolean {
  if (name === "") return false;
  const path = join(top, name);
  try {
    return path !== top && isInside(top, path) && realpathSync(path) === path && gitFolderOf(path) !== null;
  } catch {
    return false;
  }
}

/** git does not know `.ignore`; ruff and ripgrep do. Most repositories have none. */
function ignoreRulesAmong(top: string, names: readonly string[]): (folder: string) => IgnoreRules | null {
  const folders = new Set(names.filter((name) => basename(name) === ".ignore").map((name) => join(top, dirname(name))));
  if (folders.size === 0) return () => null;
  const known = new Map<string, IgnoreRules | null>();
  const rulesFor = (folder: string): IgnoreRules | null => {
    const cached = known.get(folder);
    if (cached !== undefined) return cached;
    const above = folder === top ? null : rulesFor(dirname(folder));
    const rules = folders.has(folder) ? withIgnoreFiles(above, folder, [".ignore"]) : above;
    known.set(folder, rules);
    return rules;
  };
  return rulesFor;
}

/** The path of a file as git names it. Of a hundred thousand, `join` would take apart each. */
function below(top: string, name: string): string {
  return sep === "/" && top !== "/" ? `${top}/${name}` : join(top, name);
}

/** Whether a path below `top`, absolute, or a folder on the way to it, is left out. */
function exclusionBelow(
  top: string,
  excluded: Excluded,
  rulesFor: (folder: string) => IgnoreRules | null,
): (path: string) => boolean {
  const folders = new Map<string, boolean>([[top, false]]);
  const isFolderOut = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const above = dirname(folder);
    const out =
      isFolderOut(above) || excluded(folder, basename(folder)) || isIgnored(rulesFor(above), folder, "folder");
    folders.set(folder, out);
    return out;
  };
  return (path) => {
    const folder = dirname(path);
    return isFolderOut(folder) || excluded(path, basename(path)) || isIgnored(rulesFor(folder), path, "file");
  };
}

function listByWalk(folder: string, top: string, options: DiscoverOptions): Discovery {
  const { files, unreadable, complete } = walk(folder, { ...options, top });
  const notices = unreadable.map((path) => notice("unreadable", path, "this folder cannot be listed"));
  if (!complete)
    notices.push(notice("budget", folder, "this folder holds too many files; not all of them were searched"));
  return { files, notices };
}

function notice(code: string, path: string, message: string): Notice {
  return { code, path, line: null, message };
}
