import { randomBytes } from "node:crypto";
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

const TEMPORARY = /^\.grpc-fork-fix-[0-9a-f]{16}\.tmp$/;

/** A name beside a file for its new content; nothing takes it for Python. */
export function temporaryFor(file: string): string {
  return join(dirname(file), `.grpc-fork-fix-${randomBytes(8).toString("hex")}.tmp`);
}

/** Whether a path has a name that only {@link temporaryFor} gives. */
export function isTemporary(path: string): boolean {
  return TEMPORARY.test(basename(path));
}

/** Puts new content beside a file, safe on the disk, with the mode and, where that is allowed, the owner of the file. */
export function stage(temporary: string, content: Uint8Array, like: Stats): void {
  const descriptor = openSync(temporary, "wx", 0o600);
  try {
    writeFileSync(descriptor, content);
    const own = process.getuid !== undefined && like.uid === process.getuid() && like.gid === process.getgid?.();
    if (!own) keepOwner(descriptor, like);
    // After the owner, because a change of owner clears the bits above the permissions.
    fchmodSync(descriptor, like.mode & 0o7777);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Lets staged content take its file's place: at every moment, the file is the old or the new one. */
export function commit(temporary: string, file: string): void {
  renameSync(temporary, file);
  syncFolder(dirname(file));
}

/** Writes a file that is ours to write: at every moment it is the old or the new one, or not there yet. Follows links. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const status = statSync(file, { throwIfNoEntry: false });
  const target = status === undefined ? file : realpathSync(file);
  const temporary = temporaryFor(target);
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  try {
    if (status === undefined) writeFileSync(temporary, bytes, { flag: "wx" });
    else stage(temporary, bytes, status);
    commit(temporary, target);
  } catch (error) {
    discard(temporary);
    throw error;
  }
}

/** Takes staged content away. */
export function discard(temporary: string): void {
  rmSync(temporary, { force: true });
}

function keepOwner(descriptor: number, like: Stats): void {
  try {
    fchownSync(descriptor, like.uid, like.gid);
  } catch {
    // Only root may give files away.
  }
}

/** A rename is on the disk when its folder is. Not every system lets a folder be opened. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, "r");
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Then it comes to the disk with the rest.
  }
}
