import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of this tool. */
export function toolVersion(): string {
  return JSON.parse(readFileSync(join(packageFolder(), "package.json"), "utf8")).version;
}

/** The folder with the nearest package.json above, wherever this file was built to. */
export function packageFolder(folder = __dirname): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  if (dirname(folder) === folder) throw new Error("grpc-fork-fix is not installed whole: its package.json is missing");
  return packageFolder(dirname(folder));
}
