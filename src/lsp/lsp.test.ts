/** Whole sessions of an editor with a real server. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CodeAction, Hover, ShowMessageParams } from "vscode-languageserver/node";
import { buildServer, type Editor, endEditors, modern, startEditor } from "./editor.test-data";

jest.setTimeout(25_000);

const orders = join(__dirname, "../../examples/orders");
const original = {
  batch: readFileSync(join(orders, "batch.py"), "utf8"),
  pricing: readFileSync(join(orders, "pricing.py"), "utf8"),
};
const spawning = original.batch.replace("multiprocessing.Pool(", 'multiprocessing.get_context("spawn").Pool(');

let folder = "";

beforeAll(buildServer, 300_000);
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "lsp-")));
  cpSync(orders, folder, { recursive: true });
});
afterEach(() => {
  endEditors();
  rmSync(folder, { recursive: true });
});

async function openBoth(editor: Editor): Promise<void> {
  await editor.open("batch.py", original.batch);
  await editor.open("pricing.py", original.pricing);
}

const some = (diagnostics: readonly unknown[]) => diagnostics.length > 0;
const none = (diagnostics: readonly unknown[]) => diagnostics.length === 0;

async function found(editor: Editor) {
  const [diagnostic] = await editor.until("pricing.py", some);
  if (!diagnostic) throw new Error("nothing was found");
  return diagnostic;
}

function titled(actions: readonly CodeAction[], text: string): CodeAction {
  const action = actions.find(({ title }) => title.includes(text));
  if (!action) throw new Error(`only: ${actions.map(({ title }) => title).join("; ")}`);
  return action;
}

test("a finding is there before a file is opened, with the proof and the page of its rule", async () => {
  const editor = await startEditor([folder]);
  const diagnostic = await found(editor);
  expect(diagnostic).toMatchObject({
    code: "GFF101",
    source: "grpc-fork-fix",
    severity: 1,
    range: { start: { line: 11, character: 10 }, end: { line: 11, character: 40 } },
  });
  expect(diagnostic.tags).toBeUndefined();
  const page = new URL(diagnostic.codeDescription?.href ?? "");
  expect(readFileSync(page, "utf8")).toContain("# GFF101 client-before-fork");
  const steps = diagnostic.relatedInformation?.map(({ location, message }) => [
    location.uri.slice(editor.uri("").length + 1),
    location.range.start.line,
    message.split(":")[0],
  ]);
  expect(steps).toContainEqual(["batch.py", 31, "parent"]);
  expect(steps).toContainEqual(["pricing.py", 17, "child"]);
  expect(editor.server.capabilities.positionEncoding).toBe("utf-16");
  expect(await editor.quit()).toBe(0);
});

test("what is typed counts, saved or not: a finding goes and comes", async () => {
  const editor = await startEditor([folder]);
  await openBoth(editor);
  await found(editor);
  await editor.type("batch.py", spawning);
  await editor.until("pricing.py", none);
  await editor.type("batch.py", original.batch);
  expect((await found(editor)).code).toBe("GFF101");
  expect(readFileSync(join(folder, "batch.py"), "utf8")).toBe(original.batch);
});

test("the quick fix repairs all files, and then nothing is found", async () => {
  const editor = await startEditor([folder]);
  await openBoth(editor);
  const diagnostic = await found(editor);
  const actions = await editor.actions("pricing.py", diagnostic);
  const offered = titled(actions, "Fix GFF101 with lazy-client in 2 files");
  expect(offered).toMatchObject({ kind: "quickfix", isPreferred: true });
  expect(offered.edit).toBeUndefined();
  const texts = await editor.apply((await editor.resolve(offered)).edit);
  expect(texts["batch.py"]).toContain("get_stub().SetTotal(");
  expect(texts["pricing.py"]).toContain("def get_stub():");
  await editor.until("pricing.py", none);
});

test("a comment silences a finding", async () => {
  const editor = await startEditor([folder]);
  await openBoth(editor);
  const actions = await editor.actions("pricing.py", await found(editor));
  const { edit } = await editor.resolve(titled(actions, "Silence GFF101"));
  const texts = await editor.apply(edit);
  expect(Object.keys(texts)).toEqual(["pricing.py"]);
  expect(texts["pricing.py"]).toContain("insecure_channel(ADDRESS)  # grpc-fork-fix: ignore[GFF101]\n");
  await editor.until("pricing.py", none);
});

test("a file is repaired at once, as when it is saved", async () => {
  const editor = await startEditor([folder]);
  await openBoth(editor);
  const diagnostic = await found(editor);
  const [action, ...others] = await editor.actions("pricing.py", diagnostic, ["source.fixAll"]);
  expect(others).toEqual([]);
  expect(action?.kind).toBe("source.fixAll.grpc-fork-fix");
  await editor.apply((await editor.resolve(action as CodeAction)).edit);
  await editor.until("pricing.py", none);
  expect(await editor.actions("pricing.py", diagnostic, ["source.fixAll"])).toEqual([]);
});

test("an edit for a finding that is gone is not made", async () => {
  const editor = await startEditor([folder]);
  await openBoth(editor);
  const [action] = await editor.actions("pricing.py", await found(editor));
  await editor.type("batch.py", spawning);
  await expect(editor.resolve(action as CodeAction)).rejects.toThrow("the finding is gone");
});

test("unsafe repairs and other ways are offered, and say so", async () => {
  const stream = join(__dirname, "../../__testfixtures__/decisions/in-flight-and-the-child-uses-it.input.py");
  const text = readFileSync(stream, "utf8");
  const editor = await startEditor([folder]);
  await editor.open("shop.py", text);
  const diagnostics = await editor.until("shop.py", some);
  const actions = await editor.actions("shop.py", diagnostics[0] as never);
  const offered = titled(actions, "Fix GFF101 with spawn-context (unsafe");
  expect(offered.isPreferred).toBeUndefined();
  const texts = await editor.apply((await editor.resolve(offered)).edit);
  expect(texts["shop.py"]).toContain('get_context("spawn")');
});

test("an old editor gets edits at once, and the proof in the message", async () => {
  const editor = await startEditor([folder], {});
  await openBoth(editor);
  const diagnostic = await found(editor);
  expect(diagnostic.relatedInformation).toBeUndefined();
  expect(diagnostic.message).toContain("batch.py:32: parent: the fork: multiprocessing.Pool");
  const actions = await editor.actions("pricing.py", diagnostic);
  expect(Object.keys(titled(actions, "lazy-client").edit?.changes ?? {})).toEqual(
    ["batch.py", "pricing.py"].map(editor.uri),
  );
  expect(titled(actions, "Silence").edit?.changes?.[editor.uri("pricing.py")]).toHaveLength(1);
});

test("a finding is explained under the cursor", async () => {
  const editor = await startEditor([folder]);
  await openBoth(editor);
  const { range } = await found(editor);
  const hover = (position: object) =>
    editor.connection.sendRequest<Hover | null>("textDocument/hover", {
      textDocument: { uri: editor.uri("pricing.py") },
      position,
    });
  const shown = await hover(range.start);
  expect(shown).toMatchObject({ range, contents: { kind: "markdown" } });
  expect(JSON.stringify(shown?.contents)).toContain("GFF101 client-before-fork");
  expect(await hover({ line: 0, character: 0 })).toBeNull();
});

test("a mistake in the configuration is told once, and the next right one holds", async () => {
  const editor = await startEditor([folder]);
  await openBoth(editor);
  await found(editor);
  const configure = async (text: string) => {
    writeFileSync(join(folder, "grpc-fork-fix.toml"), text);
    const changes = [{ uri: editor.uri("grpc-fork-fix.toml"), type: 2 }];
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  };
  await configure("ignor = []\n");
  const told = (await editor.heard("window/showMessage")) as ShowMessageParams;
  expect(told).toEqual({
    type: 1,
    message: "grpc-fork-fix: grpc-fork-fix.toml:1: unknown key `ignor`; did you mean `ignore`?",
  });
  await configure('ignore = ["GFF1"]\n');
  await editor.until("pricing.py", none);
  const registered = JSON.stringify(await editor.heard("client/registerCapability"));
  expect(registered).toContain("workspace/didChangeWatchedFiles");
});

test("a check is shown as work that is under way", async () => {
  const editor = await startEditor([folder]);
  const { token } = (await editor.heard("window/workDoneProgress/create")) as { token: string };
  const isAbout = (kind: string) => (params: { token: string; value: { kind: string } }) =>
    params.token === token && params.value.kind === kind;
  await editor.heard("$/progress", isAbout("begin"));
  await editor.heard("$/progress", isAbout("end"));
});

test("folders come and go, also through links, and only what they hold is shown", async () => {
  const shop = join(folder, "shop");
  mkdirSync(shop);
  for (const name of ["batch.py", "pricing.py"]) cpSync(join(orders, name), join(shop, name));
  symlinkSync(shop, join(folder, "link"));
  const editor = await startEditor([join(folder, "link")]);
  expect((await found(editor)).relatedInformation?.[0]?.location.uri).toBe(editor.uri("pricing.py"));
  const event = { added: [], removed: [{ uri: editor.uri(""), name: "link" }] };
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  await editor.until("pricing.py", none);
});

test("a file in no folder is checked by itself", async () => {
  const editor = await startEditor([]);
  const path = join(folder, "pricing.py").slice(1);
  await editor.open(path, original.pricing);
  const diagnostics = await editor.until(path, some);
  expect(diagnostics[0]?.code).toBe("GFF101");
  await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri: editor.uri(path) } });
  await editor.until(path, none);
});

test("flags hold for every folder", async () => {
  const editor = await startEditor([folder], modern, ["--stdio", "--ignore", "GFF101"]);
  await editor.open("broken.py", "import grpc\ndef (:\n");
  const diagnostics = await editor.until("broken.py", some);
  expect(diagnostics[0]?.code).toBe("GFF002");
  expect(await editor.actions("pricing.py", diagnostics[0] as never)).toEqual([]);
});

test("an editor that leaves without a word takes the server with it", async () => {
  const editor = await startEditor([folder]);
  const status = new Promise((done) => editor.process.on("exit", done));
  editor.process.stdin?.end();
  expect(await status).toBe(1);
});
