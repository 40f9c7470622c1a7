import type { Mirror } from "../git/mirror";
import { filesOf, type TreeFile, writeTree } from "../git/tree";
import type { Limits } from "../types";

/** Why a repository is not analysed; trying again would change nothing. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Larger ones are data, and the analysis leaves them alone: src/host/reader.ts. */
const FILE_LIMIT = 10 * 1024 * 1024;

/**
 * Writes what the analysis may want to read of a commit into an empty folder: Python, configuration, lock files and
 * files of deployment, known by their names. Pictures and the like stay where they are.
 *
 * @throws TooLarge when that is more than the limits of the campaign allow.
 */
export async function checkOut(mirror: Mirror, commit: string, folder: string, limits: Limits): Promise<void> {
  const files = (await filesOf(mirror, commit)).filter((file) => isWanted(file.path) && file.bytes <= FILE_LIMIT);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  if (files.length > limits.files) throw new TooLarge(`it has ${files.length} files, and the limit is ${limits.files}`);
  if (megabytes > limits.checkoutMegabytes) {
    throw new TooLarge(`its files have ${megabytes} MB, and the limit is ${limits.checkoutMegabytes}`);
  }
  await writeTree(mirror, distinct(files), folder);
}

const ENDINGS = /\.(?:pyi?|toml|cfg|ini|txt|in|lock|ya?ml|json|service|socket|env|conf|sh|bash|dockerfile)$/i;
/** `Dockerfile.dev`, `.env.production`, `Procfile`, `.gitignore`; a name without a dot may be a script. */
const NAMES = /^(?:dockerfile|containerfile|procfile|compose|\.env)(?:[._-].*)?$|^\.?[^.]+$/i;

/** Whether the analysis might read a file of this name. */
export function isWanted(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return ENDINGS.test(name) || NAMES.test(name);
}

/** Without paths that are one on some file systems; the first stays. */
function distinct(files: readonly TreeFile[]): readonly TreeFile[] {
  const seen = new Set<string>();
  return files.filter(({ path }) => {
    const key = path.normalize("NFC").toLowerCase();
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
