import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mirror } from "./mirror";
import { GitError, runGit } from "./run-git";
import { filesOf, readFiles, type TreeFile } from "./tree";

/** New content for a file that is there. */
export interface FileEdit {
  readonly path: string;
  /** SHA-256 of what the file must hold before, hexadecimal. */
  readonly before: string;
  readonly after: Uint8Array;
}

export interface Author {
  readonly name: string;
  readonly email: string;
}

/** Why no commit was made: the code is not what was analysed. */
export class Outdated extends Error {
  override readonly name = "Outdated";
}

/**
 * Makes a commit on top of `base` that edits files, and gives its id. The same input gives the same id: the date is that
 * of `base`. Only contents change; no file is added, removed or renamed, and no mode changes.
 *
 * @throws Outdated when a file is not there or holds something else.
 */
export async function makeCommit(
  mirror: Mirror,
  base: string,
  edits: readonly FileEdit[],
  author: Author,
  message: string,
): Promise<string> {
  const files = await editedFiles(mirror, base, edits);
  const scratch = mkdtempSync(join(tmpdir(), "grpc-fork-fix-index-"));
  try {
    return await withIndex(mirror, base, files, author, message, join(scratch, "index"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface EditedFile {
  readonly file: TreeFile;
  readonly after: Uint8Array;
}

async function editedFiles(mirror: Mirror, base: string, edits: readonly FileEdit[]): Promise<readonly EditedFile[]> {
  const known = new Map((await filesOf(mirror, base)).map((file) => [file.path, file]));
  const edited = edits.map(({ path, after }) => {
    const file = known.get(path);
    if (!file) throw new Outdated(`${path} is not there`);
    return { file, after };
  });
  const expected = new Map(edits.map(({ path, before }) => [path, before]));
  await readFiles(
    mirror,
    edited.map(({ file }) => file),
    ({ path }, content) => {
      const found = createHash("sha256").update(content).digest("hex");
      if (found !== expected.get(path)) throw new Outdated(`${path} is not what was analysed`);
    },
  );
  return edited;
}

async function withIndex(
  { folder, limit }: Mirror,
  base: string,
  files: readonly EditedFile[],
  author: Author,
  message: string,
  index: string,
): Promise<string> {
  const environment = { GIT_INDEX_FILE: index, ...(await identity({ folder, limit }, base, author)) };
  const git = async (args: readonly string[], input?: string | Uint8Array) => {
    const output = await runGit({ folder, args, limit, environment, ...(input === undefined ? {} : { input }) });
    return output.toString("utf8").trim();
  };
  await git(["read-tree", base]);
  for (const { file, after } of files) {
    const blob = await git(["hash-object", "-w", "--stdin", "--no-filters"], after);
    await git(["update-index", "--cacheinfo", `${file.mode},${blob},${file.path}`]);
  }
  const tree = await git(["write-tree"]);
  if (tree === (await git(["rev-parse", `${base}^{tree}`]))) throw new GitError("the commit would change nothing");
  return git(["commit-tree", tree, "-p", base, "-F", "-"], message);
}

async function identity(
  { folder, limit }: Pick<Mirror, "folder" | "limit">,
  base: string,
  { name, email }: Author,
): Promise<Readonly<Record<string, string>>> {
  const args = ["show", "-s", "--format=%ct %ci", base];
  const [seconds = "0", , , zone = "+0000"] = (await runGit({ folder, args, limit }))
    .toString("utf8")
    .trim()
    .split(" ");
  const date = `@${seconds} ${zone}`;
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  };
}

/** A commit as `git am` takes it: https://git-scm.com/docs/git-format-patch */
export async function patchFor({ folder, limit }: Mirror, commit: string): Promise<Buffer> {
  const args = [
    "format-patch",
    "-1",
    "--stdout",
    "--no-signature",
    "--binary",
    "--full-index",
    "--zero-commit",
    commit,
  ];
  return runGit({ folder, args, limit });
}
