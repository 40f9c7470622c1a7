import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import type { Read } from "../types";
import { type Decoded, decode, encode, type Format } from "./decode";
import { UsageError } from "./usage-error";

/** Files above this size (bytes) are data that somebody called `.py`. */
export const SIZE_LIMIT = 10 * 1024 * 1024;

/** UTF-16 units of text that are kept to save reading a file twice in a row, as transforms do. */
const KEPT_LIMIT = 4 * 1024 * 1024;

export interface Reader {
  /**
   * Reads a file; later answers are the same.
   *
   * @throws UsageError if a file that was read before has changed on the disk since.
   */
  readonly read: (path: string) => Read;
  /** The bytes of a text in the format in which the file was read; null where that cannot hold it. */
  readonly bytesOf: (path: string, text: string) => Buffer | null;
}

interface Entry {
  readonly read: Read;
  /** Null for what is unreadable, as is the hash of its bytes. */
  readonly format: Format | null;
  readonly hash: string | null;
}

/** What is remembered of a file: not its text, which for all files of a project would be much. */
interface Known extends Omit<Entry, "read"> {
  /** Set where there is no text, or where it came from elsewhere than the disk. */
  readonly read: Read | null;
}

/** A reader of the files below a root; the texts of some, by path, may come from elsewhere. */
export function openReader(root: string, texts: ReadonlyMap<string, string>, keptLimit = KEPT_LIMIT): Reader {
  const known = new Map<string, Known>();
  const recent = recentTexts(keptLimit);
  for (const [path, text] of texts) known.set(path, knownText(text));
  const read = (path: string): Read => {
    const before = known.get(path);
    const remembered = before?.read ?? recent.get(path);
    if (remembered) return remembered;
    const { read: fresh, format, hash } = load(join(root, path));
    if (before && before.hash !== hash) throw new UsageError(`${path} changed on disk while we worked; run again`);
    known.set(path, { format, hash, read: fresh.kind === "text" ? null : fresh });
    if (fresh.kind === "text") recent.put(path, fresh);
    return fresh;
  };
  return {
    read,
    bytesOf: (path, text) => {
      if (!known.has(path)) read(path);
      const format = known.get(path)?.format ?? null;
      return format && encode(text, format);
    },
  };
}

type TextRead = Extract<Read, { readonly kind: "text" }>;

/** The texts that were put last, as many as fit. */
function recentTexts(limit: number) {
  const texts = new Map<string, TextRead>();
  let length = 0;
  return {
    get: (path: string): TextRead | undefined => texts.get(path),
    put: (path: string, read: TextRead): void => {
      texts.set(path, read);
      length += read.text.length;
      for (const [oldest, { text }] of texts) {
        if (length <= limit) return;
        texts.delete(oldest);
        length -= text.length;
      }
    },
  };
}

function knownText(text: string): Known {
  const read: Read = { kind: "text", text, bytes: Buffer.byteLength(text) };
  return { read, format: { encoding: "utf-8", bom: false }, hash: null };
}

function load(file: string): Entry {
  const raw = readBytes(file);
  if (raw.kind === "unreadable") return unreadable(raw.message, raw.size);
  const read = decoded(raw.bytes);
  if (read.kind === "unreadable") return { read, format: null, hash: null };
  const hash = createHash("sha256").update(raw.bytes).digest("base64");
  return { read: { kind: "text", text: read.text, bytes: raw.bytes.length }, format: read.format, hash };
}

/** The bytes of a file, or why it is left alone. */
export type Raw =
  | { readonly kind: "bytes"; readonly bytes: Buffer }
  /** `size` in bytes, as far as it is known. */
  | { readonly kind: "unreadable"; readonly message: string; readonly size: number };

/** Reads a file by its absolute path. Given a buffer, it may use that: the bytes are then good until the next call. */
export function readBytes(file: string, buffer?: Buffer): Raw {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const { size } = fstatSync(descriptor);
      if (size > SIZE_LIMIT) return tooLarge(size);
      return { kind: "bytes", bytes: bytesOf(descriptor, size, buffer) };
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    // The message of the error holds the absolute path, which no report may show.
    return { kind: "unreadable", message: `it cannot be read (${(error as NodeJS.ErrnoException).code})`, size: 0 };
  }
}

function tooLarge(size: number): Raw {
  return { kind: "unreadable", message: `it is too large: ${size} bytes, and the limit is ${SIZE_LIMIT}`, size };
}

function bytesOf(descriptor: number, size: number, buffer: Buffer | undefined): Buffer {
  // A file that fills the buffer may have grown.
  if (buffer === undefined || size >= buffer.length) return readFileSync(descriptor);
  const length = readSync(descriptor, buffer, 0, buffer.length, 0);
  return length < size ? readFileSync(descriptor) : buffer.subarray(0, length);
}

/** The text that bytes hold, or the glimpse of what cannot be decoded. */
export function readOf(raw: Raw): Read {
  if (raw.kind === "unreadable") return unreadable(raw.message, raw.size).read;
  const read = decoded(raw.bytes);
  return read.kind === "text" ? { kind: "text", text: read.text, bytes: raw.bytes.length } : read;
}

function decoded(bytes: Buffer): Extract<Decoded, { kind: "text" }> | Extract<Read, { kind: "unreadable" }> {
  const result = decode(bytes);
  if (result.kind === "text") return result;
  return { kind: "unreadable", message: result.message, bytes: bytes.length, glimpse: bytes.toString("latin1") };
}

function unreadable(message: string, bytes: number, glimpse = ""): Entry {
  return { read: { kind: "unreadable", message, bytes, glimpse }, format: null, hash: null };
}
