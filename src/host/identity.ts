import type { Stats } from "node:fs";

/** By which a file is known again without being read, as git's index does it. */
export interface Identity {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly ino: number;
}

export function identityOf({ size, mtimeMs, ctimeMs, ino }: Stats): Identity {
  return { size, mtimeMs, ctimeMs, ino };
}

export function isSameIdentity(a: Identity | null | undefined, b: Identity | null | undefined): boolean {
  if (!a || !b) return false;
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.ino === b.ino;
}

/** Clocks of file systems may be this coarse (milliseconds; FAT has two seconds). */
const COARSEST = 2000;

/**
 * Whether a change after `at` would show. A file that was changed just before may be changed again within the same tick
 * of its clock, and look the same; git calls such an entry racily clean.
 */
export function isSettled({ mtimeMs, ctimeMs }: Identity, at: number): boolean {
  return Math.max(mtimeMs, ctimeMs) < at - COARSEST;
}
