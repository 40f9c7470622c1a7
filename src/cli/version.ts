import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of this tool, from the nearest package.json above, wherever it was built to. */
export function toolVersion(folder = __dirname): string {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
  } catch (error) {
    if (dirname(folder) === folder) throw error;
    return toolVersion(dirname(folder));
  }
}
