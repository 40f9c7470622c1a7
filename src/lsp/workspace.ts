import type { Scope } from "./analyst";
import type { Buffers } from "./buffers";
import { isBelow, pathOfUri, uriOfPath } from "./paths";

/** The folders that an editor has open, and the files that it has open beside them. */
export interface Workspace {
  readonly change: (added: readonly string[], removed: readonly string[]) => void;
  /** A scope for each folder, and one for each Python file that is open and in none. */
  readonly scopes: () => readonly Scope[];
  /** The scope that speaks of a file: of the innermost folder around it, or its own; null where there is none. */
  readonly scopeOf: (path: string) => Scope | null;
  /** As the editor spells it, where it has the file open. */
  readonly uriOf: (path: string) => string;
}

/** A workspace over the folders with these URIs. */
export function createWorkspace(uris: readonly string[], buffers: Buffers): Workspace {
  let folders: ReadonlySet<string> = new Set(uris.flatMap((uri) => pathOfUri(uri) ?? []));
  const around = (path: string): string | null => {
    const holding = [...folders].filter((folder) => isBelow(folder, path));
    return holding.sort((a, b) => b.length - a.length)[0] ?? null;
  };
  const alone = () =>
    buffers.all().flatMap(({ uri, languageId }): readonly Scope[] => {
      const path = pathOfUri(uri);
      if (path === null || around(path) !== null || languageId !== "python") return [];
      return [{ folder: path.replace(/[\\/][^\\/]*$/, "") || "/", file: path }];
    });
  return {
    change: (added, removed) => {
      const gone = new Set(removed.flatMap((uri) => pathOfUri(uri) ?? []));
      const fresh = added.flatMap((uri) => pathOfUri(uri) ?? []);
      folders = new Set([...[...folders].filter((folder) => !gone.has(folder)), ...fresh]);
    },
    scopes: () => [...[...folders].map((folder) => ({ folder })), ...alone()],
    scopeOf: (path) => {
      const folder = around(path);
      return folder === null ? (alone().find(({ file }) => file === path) ?? null) : { folder };
    },
    uriOf: (path) => buffers.all().find(({ uri }) => pathOfUri(uri) === path)?.uri ?? uriOfPath(path),
  };
}
