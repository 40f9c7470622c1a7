import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Read } from "../types";
import { decode, encode, type Format } from "./decode";

/** Files above this size (bytes) are data that somebody called `.py`. */
const SIZE_LIMIT = 10 * 1024 * 1024;

export interface Reader {
  /** Reads a file once; later answers are the same, whatever happens to the disk. */
  readonly read: (path: string) => Read;
  /** The bytes of a text in the format in which the file was read; null where that cannot hold it. */
  readonly bytesOf: (path: string, text: string) => Buffer | null;
}

interface Entry {
  readonly read: Read;
  /** Null for what is unreadable. */
  readonly format: Format | null;
}

/** A reader of the files below a root, one of which may come from elsewhere. */
export function openReader(root: string, stdin: { readonly path: string; readonly text: string } | null): Reader {
  const known = new Map<string, Entry>();
  if (stdin) known.set(stdin.path, entryOfText(stdin.text));
  const entry = (path: string): Entry => {
    const cached = known.get(path);
    if (cached) return cached;
    const fresh = load(join(root, path));
    known.set(path, fresh);
    return fresh;
  };
  return {
    read: (path) => entry(path).read,
    bytesOf: (path, text) => {
      const { format } = entry(path);
      return format && encode(text, format);
    },
  };
}

function entryOfText(text: string): Entry {
  const bytes = Buffer.byteLength(text);
  return { read: { kind: "text", text, bytes }, format: { encoding: "utf-8", bom: false } };
}

function load(file: string): Entry {
  try {
    return loadOpened(openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
  } catch (error) {
    // The message of the error holds the absolute path, which no report may show.
    return unreadable(`it cannot be read (${(error as NodeJS.ErrnoException).code})`, 0);
  }
}

function loadOpened(descriptor: number): Entry {
  try {
    const { size } = fstatSync(descriptor);
    if (size > SIZE_LIMIT) return unreadable(`it is too large: ${size} bytes, and the limit is ${SIZE_LIMIT}`, size);
    const bytes = readFileSync(descriptor);
    const decoded = decode(bytes);
    if (decoded.kind === "unreadable") return unreadable(decoded.message, bytes.length);
    return { read: { kind: "text", text: decoded.text, bytes: bytes.length }, format: decoded.format };
  } finally {
    closeSync(descriptor);
  }
}

function unreadable(message: string, bytes: number): Entry {
  return { read: { kind: "unreadable", message, bytes }, format: null };
}
