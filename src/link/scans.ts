import type { Files } from "../types";
import { mentionsOf } from "./mentions";
import { hasMainGuard, type ScannedImport, scanImports } from "./scan";
import type { Seeds } from "./seeds";

/** What is kept of a file's text after the first look at it. */
export interface Scan {
  readonly path: string;
  readonly imports: readonly ScannedImport[];
  /** It has a sign of gRPC, of a fork, or of something that a program needs to matter. */
  readonly mentions: boolean;
  /** It imports gRPC or has a sign of a fork: the user should hear of it when it does not parse. */
  readonly concerns: boolean;
  /** Which needs of {@link Seeds.needs} it meets. */
  readonly needs: readonly boolean[];
  /** It matters whatever else its program does. */
  readonly suspect: boolean;
  readonly main: boolean;
  /** Why there was no text; null when there was. */
  readonly unreadable: string | null;
  readonly bytes: number;
}

/** Reads every file once and lets go of its text. */
export function scanAll(files: Files, seeds: Seeds): readonly Scan[] {
  const mentionsIn = mentionsOf(seeds);
  const keep = keeper();
  const nothing = mentionsIn("", []).needs;
  const blank = {
    imports: [],
    mentions: false,
    concerns: false,
    needs: nothing,
    suspect: false,
    main: false,
    unreadable: null,
  };
  return files.paths.map((path) => {
    const read = files.read(path);
    if (read.kind === "unreadable") {
      const { grpc, fork } = mentionsIn(read.glimpse ?? "", []);
      return { ...blank, path, mentions: grpc || fork, unreadable: read.message, bytes: read.bytes };
    }
    // A stub is never run: it starts nothing and imports nothing.
    if (path.endsWith(".pyi")) return { ...blank, path, bytes: read.bytes };
    const { text, bytes } = read;
    const imports = keep(scanImports(text));
    const said = mentionsIn(text, imports);
    const byPath = { grpc: seeds.paths?.grpc(path) ?? false, fork: seeds.paths?.fork(path) ?? false };
    const grpc = said.grpc || byPath.grpc;
    const fork = said.fork || byPath.fork;
    // The first need is something that opens gRPC, the others are something that forks.
    const needs = said.needs.map((met, index) => met || (index === 0 ? byPath.grpc : byPath.fork));
    // What protoc writes defines stubs and opens nothing.
    const isProtobuf = /_pb2(_grpc)?\.py$/.test(path);
    return {
      path,
      imports,
      mentions: grpc || fork || said.suspect || needs.includes(true),
      concerns: !isProtobuf && (fork || imports.some(isOfGrpc)),
      needs: isProtobuf ? nothing : needs,
      suspect: said.suspect && !isProtobuf,
      main: path.endsWith("__main__.py") || hasMainGuard(text),
      unreadable: null,
      bytes,
    };
  });
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
