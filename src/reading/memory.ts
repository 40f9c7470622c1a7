/** A reading that keeps what it has seen for the next run, and looks only at what has changed since the last one. */
import { deserialize, serialize } from "node:v8";
import { textHash } from "../facts/text-hash";
import type { CacheFolder } from "../host/cache/cache-folder";
import { type Identity, isSameIdentity, isSettled } from "../host/identity";
import { seedsFor } from "../link/seeds";
import type { ParsedFile, Scan } from "../scan";
import type { Facts, Files, Span, UserModels } from "../types";
import { type Columns, packed, unpacked } from "./columns";
import type { OpenReading } from "./reading";

export interface MemoryRequest {
  readonly folder: CacheFolder;
  readonly files: Files;
  readonly identityOf: (path: string) => Identity | null;
  readonly models: UserModels | undefined;
  /** When the files were listed; milliseconds since the epoch. */
  readonly at: number;
}

/** What is known of one file as long as it is the same. */
interface Memory {
  readonly identity: Identity;
  readonly scan: Scan;
}

/** What is kept of all files: in columns, because there may be a hundred thousand. */
interface Kept {
  /** Separated by line ends; paths with one in them are not kept. */
  readonly paths: string;
  /** Four numbers for each path. */
  readonly identities: Float64Array;
  readonly scans: Columns;
  /** By path and the hash of the text: the errors of files of which nothing else was asked. */
  readonly errors: ReadonlyMap<string, { readonly hash: string; readonly errors: readonly Span[] }>;
}

/** Bytes that a cache may take. */
const LIMIT = 256 * 1024 * 1024;

/** Puts a memory before a reading. What is new is kept when it is closed. */
export function remembering(reading: OpenReading, request: MemoryRequest): OpenReading {
  const { folder, files, identityOf, models: own, at } = request;
  // What a scan says depends on the models, too.
  const name = `scans/${hexOf(JSON.stringify(own ?? null))}`;
  const kept = keptIn(folder.get(name));
  const memory = memoryOf(kept, seedsFor(own).needs.length);
  const errors = new Map(kept?.errors);
  let isNew = false;
  return {
    async scan(paths, look, models) {
      const known = (path: string): Scan | null => {
        const before = memory.get(path);
        if (before === undefined || !isSameIdentity(before.identity, identityOf(path))) return null;
        return look === "closely" && before.scan.provisional ? null : before.scan;
      };
      const missing = paths.filter((path) => known(path) === null);
      const fresh = (await reading.scan(missing, look, models)).values();
      return paths.flatMap((path) => {
        const before = known(path);
        if (before !== null) return before;
        const scan = fresh.next().value;
        if (scan === undefined) return [];
        const identity = identityOf(path);
        if (identity !== null && isSettled(identity, at)) memory.set(path, { identity, scan });
        else memory.delete(path);
        isNew = true;
        return scan;
      });
    },
    async parse(paths, want) {
      const found: ParsedFile[] = [];
      const missing: string[] = [];
      for (const path of paths) {
        const known = want === "facts" ? factsIn(folder, files, path) : errorsIn(errors, files, path);
        if (known === null) missing.push(path);
        else found.push(known);
      }
      for (const file of await reading.parse(missing, want)) {
        found.push(file);
        if (file.kind === "facts") folder.put(nameOf(file.path, file.hash), Buffer.from(JSON.stringify(file.facts)));
        else errors.set(file.path, { hash: file.hash, errors: file.errors });
        isNew = true;
      }
      return found;
    },
    search: reading.search,
    close() {
      reading.close();
      const isGone = files.paths.length < memory.size;
      if (!isNew && !isGone) return;
      folder.put(name, serialize(keptOf(files.paths, memory, errors)));
      folder.trim(LIMIT);
    },
  };
}

function factsIn(folder: CacheFolder, files: Files, path: string): ParsedFile | null {
  const hash = hashOf(files, path);
  const json = hash === null ? null : folder.get(nameOf(path, hash));
  if (hash === null || json === null) return null;
  const facts: Facts = JSON.parse(json.toString());
  return { kind: "facts", path, hash, isFresh: false, facts };
}

function errorsIn(known: ReadonlyMap<string, { hash: string; errors: readonly Span[] }>, files: Files, path: string) {
  const before = known.get(path);
  if (before === undefined || before.hash !== hashOf(files, path)) return null;
  return { kind: "errors", path, isFresh: false, ...before } as const;
}

function hashOf(files: Files, path: string): string | null {
  const read = files.read(path);
  return read.kind === "text" ? textHash(read.text) : null;
}

/** Facts name their file, so that equal texts of two paths are kept apart. */
function nameOf(path: string, hash: string): string {
  const digest = hexOf(`${path}\n${hash}`);
  return `facts/${digest.slice(0, 2)}/${digest.slice(2)}`;
}

function hexOf(text: string): string {
  return Buffer.from(textHash(text), "base64").toString("hex");
}

function keptIn(bytes: Buffer | null): Kept | null {
  if (bytes === null) return null;
  try {
    return deserialize(bytes);
  } catch {
    return null;
  }
}

function memoryOf(kept: Kept | null, needs: number): Map<string, Memory> {
  const memory = new Map<string, Memory>();
  if (kept === null) return memory;
  const scans = unpacked(kept.scans, needs);
  const { identities } = kept;
  const paths = kept.paths === "" ? [] : kept.paths.split("\n");
  for (const [index, path] of paths.entries()) {
    const [size = 0, mtimeMs = 0, ctimeMs = 0, ino = 0] = identities.subarray(index * 4, index * 4 + 4);
    memory.set(path, { identity: { size, mtimeMs, ctimeMs, ino }, scan: scans[index] as Scan });
  }
  return memory;
}

function keptOf(all: readonly string[], memory: ReadonlyMap<string, Memory>, errors: Kept["errors"]): Kept {
  const paths = all.filter((path) => memory.has(path) && !path.includes("\n"));
  const identities = new Float64Array(paths.length * 4);
  const scans = paths.map((path, index) => {
    const { identity, scan } = memory.get(path) as Memory;
    identities.set([identity.size, identity.mtimeMs, identity.ctimeMs, identity.ino], index * 4);
    return scan;
  });
  const isThere = new Set(all);
  return {
    paths: paths.join("\n"),
    identities,
    scans: packed(scans),
    errors: new Map([...errors].filter(([path]) => isThere.has(path))),
  };
}
