import { basename, relative } from "node:path";
import picomatch from "picomatch";

/** The folders that ruff leaves out by default (https://docs.astral.sh/ruff/settings/#exclude), and egg-info's like. */
const DEFAULT_EXCLUDES: ReadonlySet<string> = new Set([
  ".bzr",
  ".direnv",
  ".eggs",
  ".git",
  ".git-rewrite",
  ".grpc-fork-fix_cache",
  ".hg",
  ".ipynb_checkpoints",
  ".mypy_cache",
  ".nox",
  ".pants.d",
  ".pyenv",
  ".pytest_cache",
  ".pytype",
  ".ruff_cache",
  ".svn",
  ".tox",
  ".venv",
  ".vscode",
  "__pypackages__",
  "_build",
  "buck-out",
  "build",
  "dist",
  "node_modules",
  "site-packages",
  "venv",
]);

/** Whether a file or folder, given by its absolute path and its name, is left out together with what is in it. */
export type Excluded = (absolute: string, name: string) => boolean;

/** The excluded names and the user's globs, which are relative to each of `folders`. */
export function excludedBy(globs: readonly string[], folders: readonly string[]): Excluded {
  const matchers = globs.map((glob) => globMatcher(glob, folders));
  return (absolute, name) => DEFAULT_EXCLUDES.has(name) || matchers.some((matches) => matches(absolute));
}

/**
 * As in ruff, a glob is held against the name alone and against the path relative to one of the folders, and its `*`
 * also matches `/`. Paths are absolute.
 */
export function globMatcher(glob: string, folders: readonly string[]): (absolute: string) => boolean {
  const matches = picomatch(cleaned(glob), { dot: true, bash: true });
  return (absolute) => {
    const forms = [basename(absolute), absolute, ...folders.map((folder) => relative(folder, absolute))];
    return forms.some((form) => matches(form));
  };
}

function cleaned(glob: string): string {
  return glob.replace(/^\.\//, "").replace(/\/+$/, "");
}
