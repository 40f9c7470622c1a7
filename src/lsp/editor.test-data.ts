/** An editor for tests: a client of the protocol over the stdio of a real server, that waits for messages and never sleeps. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  type ClientCapabilities,
  type CodeAction,
  createMessageConnection,
  type Diagnostic,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const root = join(__dirname, "../..");

/** What a modern editor says of itself. */
export const modern: ClientCapabilities = {
  general: { positionEncodings: ["utf-8", "utf-16"] },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    codeAction: {
      dataSupport: true,
      disabledSupport: true,
      resolveSupport: { properties: ["edit"] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } },
    },
    hover: { contentFormat: ["markdown", "plaintext"] },
  },
  window: { workDoneProgress: true },
  workspace: {
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
  },
};

export interface Editor {
  readonly connection: MessageConnection;
  readonly server: InitializeResult;
  readonly uri: (path: string) => string;
  readonly open: (path: string, text: string, languageId?: string) => Promise<void>;
  /** Replaces the whole text. */
  readonly type: (path: string, text: string) => Promise<void>;
  readonly text: (path: string) => string;
  /** The diagnostics of a file, once they are so. */
  readonly until: (
    path: string,
    isRight: (diagnostics: readonly Diagnostic[]) => boolean,
  ) => Promise<readonly Diagnostic[]>;
  /** Waits for a notification or request of the server. */
  readonly heard: (method: string, isRight?: (params: never) => boolean) => Promise<unknown>;
  readonly actions: (path: string, at: Diagnostic, only?: readonly string[]) => Promise<readonly CodeAction[]>;
  readonly resolve: (action: CodeAction) => Promise<CodeAction>;
  /** Makes an edit in the open files and sends what changed; gives the new texts by path. */
  readonly apply: (edit: WorkspaceEdit | undefined) => Promise<Readonly<Record<string, string>>>;
  /** Says goodbye; gives the exit status. */
  readonly quit: () => Promise<number | null>;
  readonly process: ChildProcess;
}

/** Starts `grpc-fork-fix lsp` for some folders; each server ends with {@link endEditors}. */
export async function startEditor(
  folders: readonly string[],
  capabilities = modern,
  argv: readonly string[] = ["--stdio"],
): Promise<Editor> {
  const child = spawn(process.execPath, [join(root, "bin/grpc-fork-fix.js"), "lsp", ...argv], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const documents = new Map<string, TextDocument>();
  const mail = createMail(connection);
  connection.listen();
  const [folder = "/"] = folders;
  const uri = (path: string) => pathToFileURL(join(folder, path)).href;
  const server: InitializeResult = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders.map((path) => ({ uri: pathToFileURL(path).href, name: path })),
    capabilities,
  });
  await connection.sendNotification("initialized", {});
  const change = async (at: string, text: string) => {
    const version = (documents.get(at)?.version ?? 0) + 1;
    documents.set(at, TextDocument.create(at, "python", version, text));
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri: at, version },
      contentChanges: [{ text }],
    });
  };
  return {
    connection,
    server,
    uri,
    process: child,
    open: async (path, text, languageId = "python") => {
      documents.set(uri(path), TextDocument.create(uri(path), languageId, 1, text));
      const textDocument = { uri: uri(path), languageId, version: 1, text };
      await connection.sendNotification("textDocument/didOpen", { textDocument });
    },
    type: (path, text) => change(uri(path), text),
    text: (path) => documents.get(uri(path))?.getText() ?? "",
    until: async (path, isRight) => {
      const isHere = ({ uri: at, diagnostics }: PublishDiagnosticsParams) => at === uri(path) && isRight(diagnostics);
      const params = await mail("textDocument/publishDiagnostics", isHere as (params: never) => boolean);
      return (params as PublishDiagnosticsParams).diagnostics;
    },
    heard: mail,
    actions: (path, { range }, only) =>
      connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri: uri(path) },
        range,
        context: { diagnostics: [], ...(only && { only }) },
      }),
    resolve: (action) => connection.sendRequest("codeAction/resolve", action),
    apply: async (edit) => {
      const texts: Record<string, string> = {};
      for (const { textDocument, edits } of (edit?.documentChanges ?? []) as readonly TextDocumentEdit[]) {
        const document = documents.get(textDocument.uri);
        if (!document) throw new Error(`${textDocument.uri} is not open`);
        if (textDocument.version !== document.version) throw new Error(`an edit of ${textDocument.version}`);
        const text = TextDocument.applyEdits(document, edits as TextDocumentEdit["edits"][number][] as never);
        texts[textDocument.uri.slice(uri("").length + 1)] = text;
        await change(textDocument.uri, text);
      }
      return texts;
    },
    quit: async () => {
      const status = new Promise<number | null>((done) => child.on("exit", done));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      return status;
    },
  };
}

const children: ChildProcess[] = [];

export function endEditors(): void {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill();
}

/** Builds what the server is started from, if it is not there or older than its source. */
export function buildServer(): void {
  const build = join(root, "scripts/build.js");
  const code = `const { needsBuild, build } = require(${JSON.stringify(build)}); if (needsBuild(${JSON.stringify(root)})) build(${JSON.stringify(root)});`;
  execFileSync(process.execPath, ["-e", code], { stdio: "pipe" });
}

/** What was received, kept until somebody has asked for it: a message that comes early is not lost. */
function createMail(connection: MessageConnection) {
  const received: { readonly method: string; readonly params: unknown }[] = [];
  let wake: (() => void)[] = [];
  const put = (method: string, params: unknown) => {
    received.push({ method, params });
    const sleepers = wake;
    wake = [];
    for (const rise of sleepers) rise();
  };
  connection.onNotification((method, params) => put(method, params));
  connection.onUnhandledProgress((params) => put("$/progress", params));
  connection.onRequest((method, params) => {
    put(method, params);
    return null;
  });
  return async (method: string, isRight: (params: never) => boolean = () => true): Promise<unknown> => {
    for (;;) {
      const index = received.findIndex((one) => one.method === method && isRight(one.params as never));
      const found = received[index];
      // What came before it is history.
      if (found) {
        const old = received.filter((one, at) => at <= index && one.method === method);
        for (const one of old) received.splice(received.indexOf(one), 1);
        return found.params;
      }
      await new Promise<void>((resolve) => wake.push(resolve));
    }
  };
}
