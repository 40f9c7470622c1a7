/** Copies of a project in which its programs can be run without touching it. */
import {
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { UsageError } from "../host/usage-error";

/** Left out: what git keeps, and what Python makes of its sources. */
const LEFT_OUT = new Set([".git", ".hg", "__pycache__", ".grpc-fork-fix_cache"]);
/** More than that is no project but a disk. */
const MOST_BYTES = 2 ** 30;

/**
 * Copies a folder as it is, with what git ignores, which a program may need (generated code, settings). A virtual environment
 * stays where it is, for it knows its own place, and the copy gets a link to it; the same holds for `node_modules`.
 *
 * @param except a folder that is not copied: the one that copies are made in may lie in the project.
 * @throws UsageError where it holds more than a gigabyte.
 */
export function copyProject(from: string, to: string, except: string): void {
  copyFolder(realpathSync(from), to, { bytes: 0, except });
}

interface Walk {
  /** How much was copied. */
  bytes: number;
  readonly except: string;
}

function copyFolder(from: string, to: string, walk: Walk): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (source === walk.except) continue;
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else if (entry.isDirectory() && staysInPlace(source, entry.name)) symlinkSync(source, target);
    else if (entry.isDirectory()) copyFolder(source, target, walk);
    else if (entry.isFile()) copyFile(source, target, walk);
  }
}

function staysInPlace(folder: string, name: string): boolean {
  return name === "node_modules" || lstatSync(join(folder, "pyvenv.cfg"), { throwIfNoEntry: false }) !== undefined;
}

function copyFile(source: string, target: string, walk: Walk): void {
  walk.bytes += lstatSync(source).size;
  if (walk.bytes > MOST_BYTES) {
    throw new UsageError("the project holds more than 1 GB; begin in the folder that the command needs");
  }
  copyFileSync(source, target, constants.COPYFILE_FICLONE);
}
