import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Mirror } from "./mirror";
import { GitError, runGit } from "./run-git";

/** A regular file of a commit. */
export interface TreeFile {
  readonly path: string;
  /** `100644` or `100755`. */
  readonly mode: string;
  /** The id of its blob. */
  readonly blob: string;
  readonly bytes: number;
}

/**
 * The regular files of a commit: links and submodules are left out, and so is every path that no honest tree has
 * (`..`, `.git`, a backslash), whatever git lets through.
 */
export async function filesOf({ folder, limit }: Mirror, commit: string): Promise<readonly TreeFile[]> {
  const args = ["ls-tree", "-r", "-l", "-z", "--full-tree", commit];
  const output = (await runGit({ folder, args, limit })).toString("utf8");
  return output.split("\0").flatMap((row) => {
    const found = /^(100644|100755) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(row);
    const [, mode = "", blob = "", bytes = "", path = ""] = found ?? [];
    return found && isHonest(path) ? [{ path, mode, blob, bytes: Number(bytes) }] : [];
  });
}

/** Whether a path stays below the folder that it is relative to, and out of git's own, on every file system. */
export function isHonest(path: string): boolean {
  if (/[\0\\\ufffd]|^[A-Za-z]:/.test(path) || path.length > 4095) return false;
  return path.split("/").every((part) => {
    const plain = part.replace(/[. ]+$/, "").toLowerCase();
    return plain !== "" && plain !== ".git" && !/^git~\d+$/.test(plain);
  });
}

/** The contents of files, in their order; each is given as soon as it is there. */
export async function readFiles(
  { folder, limit }: Mirror,
  files: readonly TreeFile[],
  take: (file: TreeFile, content: Buffer) => void,
): Promise<void> {
  if (files.length === 0) return;
  const reader = batchReader(files, take);
  const input = files.map(({ blob }) => `${blob}\n`).join("");
  await runGit({ folder, args: ["cat-file", "--batch"], limit, input, onOutput: reader.push });
  if (!reader.isDone()) throw new GitError("git cat-file gave less than it was asked for");
}

/** Writes files of a commit below a folder that is empty. Nothing of git's own (filters, attributes) touches them. */
export async function writeTree(mirror: Mirror, files: readonly TreeFile[], folder: string): Promise<void> {
  const made = new Set<string>();
  await readFiles(mirror, files, ({ path }, content) => {
    const target = join(folder, path);
    const parent = dirname(target);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    // Exclusive: two paths that are one on this file system must not become each other.
    const descriptor = openSync(target, "wx", 0o644);
    try {
      for (let done = 0; done < content.length; ) done += writeSync(descriptor, content, done);
    } finally {
      closeSync(descriptor);
    }
  });
}

/** `<id> blob <size>\n<content>\n` for each: https://git-scm.com/docs/git-cat-file#_batch_output */
function batchReader(files: readonly TreeFile[], take: (file: TreeFile, content: Buffer) => void) {
  let rest = Buffer.alloc(0);
  let pieces: Buffer[] = [];
  let waiting = 0;
  let index = 0;
  const step = (): boolean => {
    const file = files[index];
    if (file === undefined) return false;
    const end = rest.indexOf(10);
    if (end < 0) return false;
    const size = / blob (\d+)$/.exec(rest.subarray(0, end).toString("latin1"))?.[1];
    if (size === undefined) throw new GitError(`git has no content for ${file.path}`);
    const length = end + 1 + Number(size) + 1;
    if (rest.length < length) {
      waiting = length - rest.length;
      return false;
    }
    take(file, rest.subarray(end + 1, length - 1));
    rest = rest.subarray(length);
    index++;
    return true;
  };
  return {
    push: (chunk: Buffer) => {
      pieces.push(chunk);
      waiting -= chunk.length;
      if (waiting > 0) return;
      rest = Buffer.concat([rest, ...pieces]);
      pieces = [];
      waiting = 0;
      while (step());
    },
    isDone: () => index === files.length,
  };
}
