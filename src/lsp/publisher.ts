import type { Connection, Diagnostic } from "vscode-languageserver";
import type { Reported, Scope } from "./analyst";
import { type Client, diagnosticOf } from "./diagnostics";
import { type Check, keyOf } from "./session";
import type { Workspace } from "./workspace";

/** Keeps an editor's diagnostics what the last checks say. */
export interface Publisher {
  readonly publish: (scope: Scope, check: Check) => void;
  readonly withdraw: (scope: Scope) => void;
}

export function createPublisher(connection: Connection, workspace: Workspace, client: Client): Publisher {
  /** By scope, the URIs that have diagnostics. */
  const shown = new Map<string, ReadonlySet<string>>();
  const send = (uri: string, diagnostics: readonly Diagnostic[], version?: number) =>
    void connection.sendDiagnostics({ uri, diagnostics: [...diagnostics], ...(version !== undefined && { version }) });
  return {
    publish: (scope, { checked, versions }) => {
      // A mistake in the configuration says nothing of the code.
      if (checked.kind !== "checked") return;
      const byPath = groupedByPath(checked.findings.filter(({ path }) => isOwn(path, scope, workspace)));
      const uris = new Map([...byPath.keys()].map((path) => [path, client.uriOf(path)]));
      const current = new Set(uris.values());
      for (const uri of shown.get(keyOf(scope)) ?? []) if (!current.has(uri)) send(uri, []);
      for (const [path, findings] of byPath) {
        send(
          uris.get(path) ?? "",
          findings.map((finding) => diagnosticOf(finding, client)),
          versions.get(path),
        );
      }
      shown.set(keyOf(scope), current);
    },
    withdraw: (scope) => {
      for (const uri of shown.get(keyOf(scope)) ?? []) send(uri, []);
      shown.delete(keyOf(scope));
    },
  };
}

/** A file in two folders, one in the other, is shown once. */
function isOwn(path: string, scope: Scope, workspace: Workspace): boolean {
  const owner = workspace.scopeOf(path);
  return owner === null || keyOf(owner) === keyOf(scope);
}

function groupedByPath(findings: readonly Reported[]): ReadonlyMap<string, readonly Reported[]> {
  const groups = new Map<string, Reported[]>();
  for (const finding of findings) groups.set(finding.path, [...(groups.get(finding.path) ?? []), finding]);
  return groups;
}
