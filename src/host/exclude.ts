import { relative } from "node:path";
import picomatch from "picomatch";

/** The folders that ruff leaves out by default (https://docs.astral.sh/ruff/settings/#exclude), and egg-info's like. */
const DEFAULT_EXCLUDES: ReadonlySet<string> = new Set([
  ".bzr",
  ".direnv",
  ".eggs",
  ".git",
  ".git-rewrite",
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

/**
 * The excluded names and the user's globs. As in ruff, a glob is held against the name alone and against the path
 * relative to `cwd` or `root`, and its `*` also matches `/`.
 */
export function excludedBy(globs: readonly string[], cwd: string, root: string): Excluded {
  const matchers = globs.map((glob) => picomatch(cleaned(glob), { dot: true, bash: true }));
  return (absolute, name) => {
    if (DEFAULT_EXCLUDES.has(name)) return true;
    if (matchers.length === 0) return false;
    const forms = [name, relative(cwd, absolute), relative(root, absolute), absolute];
    return matchers.some((matches) => forms.some((form) => matches(form)));
  };
}

function cleaned(glob: string): string {
  return glob.replace(/^\.\//, "").replace(/\/+$/, "");
}
