import { folderOf, inFolder } from "./paths";

/**
 * The dotted name of a file by the packages above it: `acme_clients.channels` for `vendor/acme_clients/channels.py`. A folder
 * without `__init__.py` is taken for no package, because its name depends on who imports it.
 *
 * @param files Every Python file of the repository.
 */
export function moduleName(path: string, files: ReadonlySet<string>): string {
  const stem = lastOf(path).replace(/\.py$/, "");
  const names = stem === "__init__" ? [] : [stem];
  for (let at = folderOf(path); at !== "" && files.has(inFolder(at, "__init__.py")); at = folderOf(at)) {
    names.unshift(lastOf(at));
  }
  return names.length === 0 ? stem : names.join(".");
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
