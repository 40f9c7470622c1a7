/**
 * A folder in which what was learned is kept from one run to the next. Everything in it can be had again, so that
 * whatever is damaged, or was made elsewhere, is as good as not there, and nothing that goes wrong here is an error.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFor } from "../replace-file";

export interface CacheFolder {
  /** What was kept under a name, which may have a `/` in it; null when nothing whole is there. */
  readonly get: (name: string) => Buffer | null;
  /** Keeps bytes under a name: whoever reads it gets all of them, or what was there before. */
  readonly put: (name: string, bytes: Uint8Array) => void;
  /** Takes away what has not been used for longest, until the rest is no more than so many bytes. */
  readonly trim: (limit: number) => void;
}

export const CACHE_FOLDER = ".grpc-fork-fix_cache";

/** https://bford.info/cachedir/ */
const TAG = `Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of grpc-fork-fix. It may be removed at any time: \`grpc-fork-fix clean\`.
`;

/** Told why something that is there was not believed, or why nothing can be kept. */
export type Complain = (message: string) => void;

/**
 * Opens a cache, and makes it if need be; null where that cannot be. `stamp` says who can read what is in it: what was
 * kept under another one is not seen. Neither is what came with a copy of the folder, or from somebody else: all that is kept
 * bears a seal of the folder itself.
 */
export function openCacheFolder(folder: string, stamp: string, complain: Complain = () => {}): CacheFolder | null {
  try {
    make(folder);
    const { ino, birthtimeMs } = statSync(folder);
    return opened(
      join(folder, digestOf(stamp).toString("hex").slice(0, 16)),
      digestOf(`${stamp}\n${ino}\n${birthtimeMs}`),
      complain,
    );
  } catch (error) {
    complain(`there is no cache: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`);
    return null;
  }
}

/** Removes a cache, and nothing that is none; whether there was one. */
export function removeCacheFolder(folder: string): boolean {
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() || !existsSync(join(folder, "CACHEDIR.TAG")))
    return false;
  rmSync(folder, { recursive: true, force: true });
  return true;
}

function make(folder: string): void {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  // A link could lead anywhere; what is kept is written only where it was asked for.
  if (status !== undefined && !status.isDirectory()) throw new Error("it is no folder");
  if (existsSync(join(folder, "CACHEDIR.TAG"))) return;
  if (status !== undefined && readdirSync(folder).length > 0) throw new Error("it holds something else");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, ".gitignore"), "# Made by grpc-fork-fix.\n*\n");
  writeFileSync(join(folder, "CACHEDIR.TAG"), TAG);
}

function opened(own: string, seal: Buffer, complain: Complain): CacheFolder {
  const fileOf = (name: string) => join(own, name);
  return {
    get(name) {
      try {
        const file = fileOf(name);
        const bytes = readFileSync(file);
        const content = bytes.subarray(seal.length);
        if (!bytes.subarray(0, seal.length).equals(sealed(content, seal))) {
          complain(`${name} in the cache was passed over: it is damaged, or was not made in this folder`);
          return null;
        }
        touch(file);
        return content;
      } catch (error) {
        const { code = "" } = error as NodeJS.ErrnoException;
        if (code !== "ENOENT") complain(`${name} in the cache cannot be read: ${code}`);
        return null;
      }
    },
    put(name, bytes) {
      const file = fileOf(name);
      const temporary = temporaryFor(file);
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(temporary, Buffer.concat([sealed(bytes, seal), bytes]), { flag: "wx" });
        renameSync(temporary, file);
      } catch {
        rmSync(temporary, { force: true });
      }
    },
    trim: (limit) => trim(dirname(own), limit),
  };
}

function sealed(content: Uint8Array, seal: Buffer): Buffer {
  return createHash("sha256").update(seal).update(content).digest();
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Seconds after which a use is noted again. */
const USED_AGAIN = 24 * 3600;

/** Notes that a file was used; not each time, because that is a write. */
function touch(file: string): void {
  const now = Date.now() / 1000;
  if (statSync(file).mtimeMs / 1000 < now - USED_AGAIN) utimesSync(file, now, now);
}

function trim(folder: string, limit: number): void {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.parentPath !== folder)
      .map((entry) => join(entry.parentPath, entry.name))
      .flatMap((file) => {
        const status = statSync(file, { throwIfNoEntry: false });
        return status === undefined ? [] : [{ file, size: status.size, used: status.mtimeMs }];
      })
      .sort((a, b) => b.used - a.used);
    let size = 0;
    for (const one of files) {
      size += one.size;
      if (size > limit) rmSync(one.file, { force: true });
    }
  } catch {
    // Another run was at it, too.
  }
}
