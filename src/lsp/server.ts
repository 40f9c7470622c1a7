import {
  type CodeAction,
  type CodeActionParams,
  type Connection,
  DidChangeWatchedFilesNotification,
  type Hover,
  type HoverParams,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { createConnection } from "vscode-languageserver/node";
import type { Rule } from "../rules/rule";
import { actionsFor, type Errand, requestOf } from "./actions";
import type { FileEdits, Reported } from "./analyst";
import { noBuffers } from "./buffers";
import { type Abilities, abilitiesOf, capabilities, watchedFiles } from "./capabilities";
import { createComplaints } from "./complaints";
import { type Client, diagnosticOf, isTouching, source } from "./diagnostics";
import { hoverOf } from "./hover";
import { pathOfUri } from "./paths";
import { createProgress } from "./progress";
import { createPublisher } from "./publisher";
import { type Check, createSession, keyOf, type Session } from "./session";
import type { Thread } from "./thread";
import { createWorkspace, type Workspace } from "./workspace";

/** What the server is given: everything that it does not get from the editor. */
export interface Equipment {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** The page of a rule, as a URI. */
  readonly pageOf: (rule: string) => string;
  readonly startThread: () => Thread;
}

/** The server once an editor has introduced itself. */
interface Service {
  readonly workspace: Workspace;
  readonly session: Session;
  readonly abilities: Abilities;
  readonly client: Client;
}

/** Serves an editor over these streams until it leaves, which ends the process. */
export function listen(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, equipment: Equipment): void {
  const connection = createConnection(input, output);
  const buffers = noBuffers();
  let service: Service | null = null;
  const ready = (): Service => {
    if (service === null) throw new ResponseError(LSPErrorCodes.RequestFailed, "the server is not initialized");
    return service;
  };

  connection.onInitialize((params) => {
    service = createService(connection, buffers, params, equipment);
    return { capabilities, serverInfo: { name: source, version: equipment.version } };
  });
  connection.onInitialized(() => {
    const { abilities, session, workspace } = ready();
    if (abilities.watchesFiles) {
      const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (abilities.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const uris = (folders: typeof added) => folders.map(({ uri }) => uri);
        workspace.change(uris(added), uris(removed));
        session.watch(workspace.scopes());
      });
    }
    session.watch(workspace.scopes());
  });
  connection.onShutdown(() => service?.session.stop());

  const touch = (uri: string) => {
    if (service === null) return;
    service.session.watch(service.workspace.scopes());
    service.session.touch(pathOfUri(uri));
  };
  buffers.onDidChangeContent(({ document }) => touch(document.uri));
  buffers.onDidSave(({ document }) => touch(document.uri));
  buffers.onDidClose(({ document }) => touch(document.uri));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) touch(uri);
  });

  connection.onHover(async (params) => hoverAt(params, ready(), equipment));
  connection.onCodeAction(async (params) => actionsAt(params, ready()));
  connection.onCodeActionResolve(async (action) => ({ ...action, edit: await editOf(action.data, ready()) }));
  buffers.listen(connection);
  connection.listen();
}

function createService(
  connection: Connection,
  buffers: ReturnType<typeof noBuffers>,
  { capabilities: able, rootUri, workspaceFolders }: InitializeParams,
  { pageOf, startThread }: Equipment,
): Service {
  const abilities = abilitiesOf(able);
  const folders = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
  const workspace = createWorkspace(folders, buffers);
  const client: Client = { uriOf: workspace.uriOf, pageOf, hasRelated: abilities.related };
  const publisher = createPublisher(connection, workspace, client);
  const complaints = createComplaints(connection);
  const session = createSession({
    startThread,
    open: () => openFiles(buffers),
    checked: (scope, check) => {
      complaints.tell(scope, check);
      publisher.publish(scope, check);
    },
    dropped: publisher.withdraw,
    failed: complaints.failed,
    progress: createProgress(connection, abilities),
  });
  return { workspace, session, abilities, client };
}

function openFiles(buffers: ReturnType<typeof noBuffers>) {
  const files = buffers.all().flatMap((document) => {
    const path = pathOfUri(document.uri);
    return path === null ? [] : [{ path, document }];
  });
  return {
    texts: files.map(({ path, document }) => [path, document.getText()] as const),
    versions: new Map(files.map(({ path, document }) => [path, document.version])),
  };
}

/** The findings in a file, after every change that the editor has sent. */
async function findingsIn(uri: string, { session, workspace }: Service) {
  const path = pathOfUri(uri);
  const scope = path === null ? null : workspace.scopeOf(path);
  if (path === null || scope === null) return null;
  await session.settled();
  const checked = session.watched().find((one) => keyOf(one.scope) === keyOf(scope))?.last?.checked;
  if (checked?.kind !== "checked") return null;
  return { scope, path, findings: checked.findings.filter((finding) => finding.path === path) };
}

async function hoverAt({ textDocument, position }: HoverParams, service: Service, { rules, pageOf }: Equipment) {
  const found = await findingsIn(textDocument.uri, service);
  const at = { start: position, end: position };
  const [finding] = found?.findings.filter(({ range }) => isTouching(range, at)).sort(byLength) ?? [];
  if (finding === undefined) return null;
  const rule = rules.find(({ code }) => code === finding.rule);
  const contents = hoverOf(finding, rule, pageOf(finding.rule), service.abilities.hover);
  return { contents, range: finding.range } satisfies Hover;
}

/** The one that says most of what is under the cursor is the smallest. */
function byLength(a: Reported, b: Reported): number {
  const [first, second] = [a, b].map(({ range: { start, end } }) => ({
    lines: end.line - start.line,
    characters: end.character - start.character,
  }));
  return (first?.lines ?? 0) - (second?.lines ?? 0) || (first?.characters ?? 0) - (second?.characters ?? 0);
}

async function actionsAt({ textDocument, range, context }: CodeActionParams, service: Service): Promise<CodeAction[]> {
  const found = await findingsIn(textDocument.uri, service);
  if (found === null) return [];
  const { scope, path, findings } = found;
  const actions = actionsFor({
    scope,
    path,
    at: findings.filter((finding) => isTouching(finding.range, range)),
    inFile: findings,
    only: context.only,
    diagnosticOf: (finding) => diagnosticOf(finding, service.client),
    showsDisabled: service.abilities.disabledActions,
  });
  if (service.abilities.resolvesEdits) return [...actions];
  const complete: CodeAction[] = [];
  for (const action of actions) {
    if (action.disabled) complete.push(action);
    else {
      const edit = await editOf(action.data, service).catch(() => null);
      if (edit !== null) complete.push({ ...action, edit });
    }
  }
  return complete;
}

/** The edit of an action that was offered. Rejects with a sentence where it cannot be made, or not any more. */
async function editOf(errand: Errand, service: Service): Promise<WorkspaceEdit> {
  const { session } = service;
  await session.settled();
  const last = session.watched().find((one) => keyOf(one.scope) === keyOf(errand.scope))?.last;
  const request = last ? requestOf(errand, last.checked) : null;
  if (!last || request === null) throw new ResponseError(LSPErrorCodes.ContentModified, "the finding is gone");
  const edited = await session.edit(request);
  if (edited.kind === "refused") throw new ResponseError(LSPErrorCodes.RequestFailed, edited.message);
  return workspaceEdit(edited.files, last, service);
}

function workspaceEdit(
  files: readonly FileEdits[],
  { versions }: Check,
  { abilities, client }: Service,
): WorkspaceEdit {
  const named = files.map(({ path, edits }) => ({ uri: client.uriOf(path), path, edits: [...edits] }));
  if (!abilities.versionedEdits) return { changes: Object.fromEntries(named.map(({ uri, edits }) => [uri, edits])) };
  return {
    documentChanges: named.map(({ uri, path, edits }) => ({
      textDocument: { uri, version: versions.get(path) ?? null },
      edits,
    })),
  };
}
