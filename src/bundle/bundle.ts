import type { Edit, RuleCode, Safety, Severity } from "../types";

/**
 * Fixes that were made here, to be applied elsewhere: by `apply`, or by a program that opens pull requests and never sees
 * the code that was analysed. Paths are relative to the top of the git work tree (without one, to the folder that was
 * analysed) and use `/`. docs/bundle.md describes the JSON.
 */
export interface Bundle {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** The commit that was checked out; null where there is none. Files may have been edited since. */
  readonly base: string | null;
  /** Sorted by path. Each is edited by at least one of the fixes. */
  readonly files: readonly BundledFile[];
  readonly fixes: readonly BundledFix[];
}

/** A file, and what it becomes when all of its fixes land. */
export interface BundledFile {
  readonly path: string;
  /** As git has it. */
  readonly mode: "100644" | "100755";
  /** SHA-256 of the bytes that were analysed, hexadecimal. */
  readonly before: string;
  readonly after: Content;
}

/** Bytes: those of `data` in UTF-8, a byte-order mark included; base64 for a file in another encoding. */
export interface Content {
  readonly encoding: "utf-8" | "base64";
  readonly data: string;
}

/** One fix. All of its edits land or none. */
export interface BundledFix {
  readonly transform: string;
  readonly safety: Safety;
  /** One sentence: what changes in behaviour. */
  readonly note: string;
  readonly findings: readonly BundledFinding[];
  /** What it changes by itself: UTF-16 units of the decoded text, without a byte-order mark. */
  readonly edits: readonly Edit[];
}

export interface BundledFinding {
  readonly rule: RuleCode;
  readonly name: string;
  readonly severity: Severity;
  readonly path: string;
  /** 1-based; columns count UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly fingerprint: string;
}

/** The bytes of a content. */
export function bytesOfContent({ encoding, data }: Content): Buffer {
  return Buffer.from(data, encoding === "utf-8" ? "utf8" : "base64");
}

/** The files that a fix edits. */
export function pathsOf({ edits }: BundledFix): ReadonlySet<string> {
  return new Set(edits.map(({ path }) => path));
}
