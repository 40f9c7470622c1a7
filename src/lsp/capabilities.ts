import {
  type ClientCapabilities,
  MarkupKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { fixAllKind } from "./actions";

/** What the editor at the other end can do, as far as it matters here. */
export interface Abilities {
  /** It shows places that belong to a diagnostic. */
  readonly related: boolean;
  /** It asks for the edit of an action when the action is chosen. */
  readonly resolvesEdits: boolean;
  readonly disabledActions: boolean;
  /** It takes edits with the versions of the files that they are for. */
  readonly versionedEdits: boolean;
  readonly workDoneProgress: boolean;
  readonly watchesFiles: boolean;
  readonly changesFolders: boolean;
  readonly hover: MarkupKind;
}

export function abilitiesOf({ textDocument, window, workspace }: ClientCapabilities): Abilities {
  const { codeAction, hover, publishDiagnostics } = textDocument ?? {};
  return {
    related: publishDiagnostics?.relatedInformation === true,
    resolvesEdits: codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes("edit") === true,
    disabledActions: codeAction?.disabledSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    workDoneProgress: window?.workDoneProgress === true,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    hover: hover?.contentFormat?.includes(MarkupKind.Markdown) ? MarkupKind.Markdown : MarkupKind.PlainText,
  };
}

/** Offsets of the analysis count UTF-16 units, which every editor has to know. */
export const capabilities: ServerCapabilities = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  codeActionProvider: { codeActionKinds: ["quickfix", fixAllKind], resolveProvider: true },
  hoverProvider: true,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/**
 * The files beside open ones of which a change may change what is found: Python, configuration, versions, and what
 * src/deployment reads.
 */
export const watchedFiles: readonly string[] = [
  "**/*.{py,toml,cfg,ini,conf,env,yaml,yml,sh,service,lock}",
  "**/{Dockerfile,Containerfile,Procfile,.env}*",
  "**/*requirements*.txt",
  "**/grpc-fork-fix-baseline.json",
  "**/{.gitignore,.ignore}",
];
