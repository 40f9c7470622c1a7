import { lstatSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { isDeploymentFile } from "../deployment/index";
import type { Files, Notice } from "../types";
import {
  type DiscoverOptions,
  type Discovery,
  discover,
  discoverNamed,
  isInside,
  type Listed,
  lookUp,
} from "./discover";
import { excludedBy } from "./exclude";
import { workTreeOf } from "./git";
import type { Identity } from "./identity";
import { type Overlay, overlayOf, unsavedFiles, withoutLinks } from "./overlay";
import { openReader, type Reader } from "./reader";
import { UsageError } from "./usage-error";

/** What the command line says about files. */
export interface ProjectRequest {
  /** Files and folders, absolute or relative to `cwd`; empty is `cwd`. Not looked at when `stdin` is given. */
  readonly paths: readonly string[];
  readonly cwd: string;
  /** Globs, as ruff's. */
  readonly exclude: readonly string[];
  /** The folder that the globs are relative to, absolute; null is `cwd`, and the project's root. */
  readonly excludeFrom?: string | null;
  /** Whether ignore files are honoured. */
  readonly gitignore: boolean;
  /** A file whose text comes from elsewhere than the disk; it need not be there. */
  readonly stdin?: { readonly path: string; readonly text: string };
  /** Texts that stand in for files on disk or are new, by path, absolute or relative to `cwd`. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** The files of a run and where they are. */
export interface Project {
  /** Absolute, without links. Every path of a run is relative to it. */
  readonly root: string;
  readonly files: Files;
  /** A path relative to the root as one relative to the working directory, with `/`; it may start with `../`. */
  readonly display: (path: string) => string;
  /** The bytes that a text has as this file on disk; null where the file's encoding cannot hold it. */
  readonly bytesOf: Reader["bytesOf"];
  readonly notices: readonly Notice[];
  /** Whether the text of a file comes from elsewhere than the disk. */
  readonly isUnsaved: (path: string) => boolean;
  /** That of a regular file when it was listed; null for a link, and for what comes from elsewhere. */
  readonly identityOf: (path: string) => Identity | null;
}

/** Something named on the command line. `path` is absolute, and free of links but for a file's own name. */
interface Named {
  readonly path: string;
  readonly type: "file" | "folder";
}

/**
 * Finds the project around the named paths. It is analysed as a whole, so it reaches from the git work tree's top
 * (else from the folder that holds everything named), and only what was named is selected.
 *
 * @throws UsageError if a named path does not exist.
 */
export function openProject(request: ProjectRequest): Project {
  const cwd = realpathSync(request.cwd);
  const overlay = overlayOf(request.texts ?? new Map(), cwd);
  const named = request.stdin ? [namedForStdin(request.stdin.path, cwd)] : namedPaths(request.paths, cwd, overlay);
  const tops = outermost(named.map(topOf));
  const root = commonFolder(tops);
  const options: DiscoverOptions = {
    wanted: (path) => isPython(path) || isDeploymentFile(path),
    excluded: excludedBy(request.exclude, request.excludeFrom ? [request.excludeFrom] : [cwd, root]),
    ignoreFiles: request.gitignore ? "honoured" : "disregarded",
  };
  const found = discoverAll(tops, named, options);
  const listed = new Map(found.files.map((path) => [path, lookUp(root, path)]));
  for (const { path, type } of named) if (type === "file") listed.set(path, { ...lookUp(root, path), kind: "file" });
  for (const path of unsavedFiles(overlay, root, options)) listed.set(path, { kind: "file", identity: null });
  const identities = new Map<string, Identity | null>();
  const links = new Set<string>();
  for (const [path, { kind, identity }] of listed) {
    if (kind === "file" || kind === "link") identities.set(inside(root, path), identity);
    if (kind === "link") links.add(path);
  }
  const readable = [...identities.keys()];
  const texts = new Map([...overlay].map(([path, text]) => [inside(root, path), text]));
  const stdin = request.stdin && named[0] ? { path: inside(root, named[0].path), text: request.stdin.text } : null;
  if (stdin) texts.set(stdin.path, stdin.text);
  const reader = openReader(root, texts);
  // What comes through stdin is Python, whatever it is called; so is a script without a suffix that was named.
  const isNamedFile = isNamed(root, named);
  const isScript = (path: string) => !/\.|file$/i.test(basename(path)) && isNamedFile(path);
  const isDeployment = (path: string) =>
    path !== stdin?.path && !isPython(path) && !isScript(path) && isDeploymentFile(path);
  return {
    root,
    files: {
      paths: readable.filter((path) => !isDeployment(path)).sort(),
      deployment: readable.filter(isDeployment).sort(),
      selected: selection(root, named, links),
      named: isNamedFile,
      read: reader.read,
    },
    display: (path) => slashed(relative(cwd, join(root, path))) || ".",
    bytesOf: reader.bytesOf,
    isUnsaved: (path) => texts.has(path),
    identityOf: (path) => (texts.has(path) ? null : (identities.get(path) ?? null)),
    notices: [...found.notices.map((notice) => relativeNotice(root, notice)), ...outsideNotices(root, listed)],
  };
}

/**
 * The root of the project around the named paths, without a look at its files.
 *
 * @throws UsageError if a named path does not exist.
 */
export function projectRoot(paths: readonly string[], cwd: string): string {
  return commonFolder(outermost(namedPaths(paths, realpathSync(cwd), new Map()).map(topOf)));
}

function isPython(path: string): boolean {
  return path.endsWith(".py");
}

function namedPaths(paths: readonly string[], cwd: string, overlay: Overlay): readonly Named[] {
  return (paths.length === 0 ? ["."] : paths).map((path) => {
    const absolute = resolve(cwd, path);
    const unlinked = withoutLinks(absolute);
    if (overlay.has(unlinked)) return { path: unlinked, type: "file" };
    const status = statSync(absolute, { throwIfNoEntry: false });
    if (status?.isDirectory()) return { path: realpathSync(absolute), type: "folder" };
    if (status?.isFile()) return { path: join(realpathSync(dirname(absolute)), basename(absolute)), type: "file" };
    if (status) throw new UsageError(`${path} is neither a file nor a folder`);
    throw new UsageError(
      lstatSync(absolute, { throwIfNoEntry: false }) ? `${path} is a link to nothing` : `${path} does not exist`,
    );
  });
}

function namedForStdin(path: string, cwd: string): Named {
  const absolute = resolve(cwd, path);
  try {
    return { path: join(realpathSync(dirname(absolute)), basename(absolute)), type: "file" };
  } catch {
    throw new UsageError(`the folder of ${path} does not exist`);
  }
}

/** The folder from which the program around a named path is listed. */
function topOf({ path, type }: Named): string {
  const folder = type === "folder" ? path : dirname(path);
  return workTreeOf(folder) ?? folder;
}

function outermost(folders: readonly string[]): readonly string[] {
  const unique = [...new Set(folders)];
  return unique.filter((folder) => !unique.some((other) => other !== folder && isInside(other, folder)));
}

function commonFolder(folders: readonly string[]): string {
  const [first = sep, ...others] = folders;
  let common = first;
  while (!others.every((folder) => isInside(common, folder))) common = dirname(common);
  return common;
}

/** Each top, and each named folder of which the listing of its top has no Python: it is ignored, but it was asked for. */
function discoverAll(tops: readonly string[], named: readonly Named[], options: DiscoverOptions): Discovery {
  const files: string[] = [];
  const notices: Notice[] = [];
  const add = (found: Discovery) => {
    for (const file of found.files) files.push(file);
    notices.push(...found.notices);
  };
  for (const top of tops) add(discover(top, options));
  for (const { path, type } of named) {
    if (type === "file" || files.some((file) => isPython(file) && isInside(path, file))) continue;
    const top = workTreeOf(path) ?? path;
    add(top === path ? discover(path, options) : discoverNamed(path, top, options));
  }
  return { files, notices };
}

/** Whether a file was named itself, and not a folder around it. */
function isNamed(root: string, named: readonly Named[]): (path: string) => boolean {
  const files = new Set(named.filter(({ type }) => type === "file").map(({ path }) => path));
  return (path) => files.has(join(root, path));
}

/** A link to a file is part of the program, but the findings are shown in the file itself, unless the link was named. */
function selection(root: string, named: readonly Named[], links: ReadonlySet<string>): (path: string) => boolean {
  const files = new Set(named.filter(({ type }) => type === "file").map(({ path }) => path));
  const folders = named.filter(({ type }) => type === "folder").map(({ path }) => path);
  return (path) => {
    const absolute = join(root, path);
    if (files.has(absolute)) return true;
    return !links.has(absolute) && folders.some((folder) => isInside(folder, absolute));
  };
}

function relativeNotice(root: string, notice: Notice): Notice {
  return notice.path === null ? notice : { ...notice, path: inside(root, notice.path) || "." };
}

function outsideNotices(root: string, listed: ReadonlyMap<string, Listed>): readonly Notice[] {
  const outside: string[] = [];
  for (const [path, { kind }] of listed) if (kind === "outside" && isPython(path)) outside.push(inside(root, path));
  const message = "this link leads out of the project, so it was left out";
  return outside.sort().map((path) => ({ code: "outside-root", path, line: null, message }));
}

function inside(root: string, absolute: string): string {
  // For the many files of a project, half of the time of `relative` counts.
  const isBelow = absolute.startsWith(root) && absolute.charAt(root.length) === sep;
  return slashed(isBelow ? absolute.slice(root.length + 1) : relative(root, absolute));
}

function slashed(path: string): string {
  return isAbsolute(path) || sep === "/" ? path : path.replaceAll(sep, "/");
}
