import type { Scan, ScannedImport } from "../scan";
import type { Read } from "../types";
import { glancerFor, ofRepository } from "./glance";
import { type Mentions, mentionsOf } from "./mentions";
import { hasMainGuard, scanImports } from "./scan";
import type { Seeds } from "./seeds";

/** The two looks at a file. */
export interface Scanner {
  /** A provisional scan of the first `length` bytes, UTF-8 without a byte-order mark; null where the text must be decoded. */
  readonly glance: (path: string, bytes: Buffer, length: number) => Scan | null;
  /** A whole scan. */
  readonly look: (path: string, read: Read) => Scan;
}

/** Makes a scanner, which takes a while; make it once per run. */
export function scannerFor(seeds: Seeds): Scanner {
  const mentionsIn = mentionsOf(seeds);
  const glancer = glancerFor(seeds);
  const keep = keeper();
  const byPathOf = (path: string): ByPath => ({
    grpc: seeds.paths?.grpc(path) ?? false,
    fork: seeds.paths?.fork(path) ?? false,
  });
  const blank: Scan = {
    imports: [],
    mentions: false,
    concerns: false,
    needs: seeds.needs.map(() => false),
    suspect: false,
    main: false,
    unreadable: null,
    bytes: 0,
    provisional: false,
  };
  return {
    glance(path, bytes, length) {
      // A stub is never run: it starts nothing and imports nothing.
      if (path.endsWith(".pyi")) return { ...blank, bytes: length };
      const { grpc, fork } = byPathOf(path);
      const seen = grpc || fork ? null : glancer?.(bytes, length);
      if (!seen) return null;
      return { ...blank, imports: seen.imports, main: seen.main || isMainFile(path), bytes: length, provisional: true };
    },
    look(path, read) {
      const { bytes } = read;
      if (read.kind === "unreadable") {
        const { grpc, fork } = mentionsIn(read.glimpse ?? "", []);
        return { ...blank, mentions: grpc || fork, unreadable: read.message, bytes };
      }
      if (path.endsWith(".pyi")) return { ...blank, bytes };
      const imports = scanImports(read.text);
      const main = isMainFile(path) || hasMainGuard(read.text);
      const signs = signsIn(path, imports, mentionsIn(read.text, imports), byPathOf(path));
      return { ...blank, ...signs, imports: keep(ofRepository(imports)), main, bytes };
    },
  };
}

function isMainFile(path: string): boolean {
  return path.endsWith("__main__.py");
}

/** What {@link Seeds.paths} say of a file. */
interface ByPath {
  readonly grpc: boolean;
  readonly fork: boolean;
}

type Signs = Pick<Scan, "mentions" | "concerns" | "needs" | "suspect">;

function signsIn(path: string, imports: readonly ScannedImport[], said: Mentions, byPath: ByPath): Signs {
  const { suspect } = said;
  const grpc = said.grpc || byPath.grpc;
  const fork = said.fork || byPath.fork;
  // The first need is something that opens gRPC, the others are something that forks.
  const needs = said.needs.map((met, index) => met || (index === 0 ? byPath.grpc : byPath.fork));
  // What protoc writes defines stubs and opens nothing.
  const isProtobuf = /_pb2(_grpc)?\.py$/.test(path);
  return {
    mentions: grpc || fork || suspect || needs.includes(true),
    concerns: !isProtobuf && (fork || imports.some(isOfGrpc)),
    needs: isProtobuf ? needs.map(() => false) : needs,
    suspect: suspect && !isProtobuf,
  };
}

function isOfGrpc({ module, level, names }: ScannedImport): boolean {
  const taken = names === "*" ? [] : names;
  return (
    (level === 0 && /^grpc(?:$|[._])/.test(module)) || [module, ...taken].some((name) => /^grpc$|_pb2_grpc$/.test(name))
  );
}

/**
 * Copies the names of imports, each distinct one once. A piece cut from a long string keeps all of that
 * string alive in V8; without the copy a scan would hold the text of the whole repository.
 */
function keeper(): (imports: readonly ScannedImport[]) => readonly ScannedImport[] {
  const copies = new Map<string, string>();
  const copy = (name: string): string => {
    const known = copies.get(name);
    if (known !== undefined) return known;
    const fresh = name.split("").join("");
    copies.set(fresh, fresh);
    return fresh;
  };
  return (imports) =>
    imports.map(({ module, level, names }) => ({
      module: copy(module),
      level,
      names: names === "*" ? names : names.map(copy),
    }));
}
