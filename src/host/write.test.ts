import { type ChildProcess, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { transformSync } from "@swc/core";
import fc from "fast-check";
import { clearUnfinished, unfinishedWrite } from "./unfinished";
import { type Write, writeFiles } from "./write";

let root = "";
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "write-")));
  mkdirSync(join(root, ".git"));
  writeFileSync(join(root, ".git", "HEAD"), "ref: refs/heads/main\n");
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  chmodSync(join(root, path), mode);
}

function textOf(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function write(path: string, before: string, after: string): Write {
  return { path, before: Buffer.from(before), after: Buffer.from(after) };
}

/** What lies about that is neither Python nor git's. */
function leftovers(): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".tmp") || name.endsWith("journal.json"),
  );
}

describe("writeFiles", () => {
  it("writes every file and leaves nothing behind", () => {
    put("shop/orders.py", "old");
    put("stock.py", "old too");
    const result = writeFiles(root, [write("shop/orders.py", "old", "new"), write("stock.py", "old too", "")]);
    expect(result).toEqual({ kind: "written", paths: ["shop/orders.py", "stock.py"], notices: [] });
    expect([textOf("shop/orders.py"), textOf("stock.py")]).toEqual(["new", ""]);
    expect(leftovers()).toEqual([]);
  });

  it("keeps the mode", () => {
    put("serve.py", "old", 0o751);
    writeFiles(root, [write("serve.py", "old", "new")]);
    expect(statSync(join(root, "serve.py")).mode & 0o7777).toBe(0o751);
  });

  it("writes through a link inside the root and keeps the link", () => {
    put("real/orders.py", "old");
    symlinkSync("real/orders.py", join(root, "orders.py"));
    symlinkSync("real", join(root, "alias"));
    expect(writeFiles(root, [write("orders.py", "old", "new")]).kind).toBe("written");
    expect(textOf("real/orders.py")).toBe("new");
    expect(writeFiles(root, [write("alias/orders.py", "new", "newer")]).kind).toBe("written");
    expect(textOf("orders.py")).toBe("newer");
    expect(readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink())).toHaveLength(2);
  });

  it("writes a file with two names once, and refuses if they disagree", () => {
    put("real.py", "old");
    symlinkSync("real.py", join(root, "alias.py"));
    const refused = writeFiles(root, [write("real.py", "old", "one"), write("alias.py", "old", "two")]);
    expect(refused).toMatchObject({ kind: "refused", refusals: [{ path: "alias.py" }] });
    expect(textOf("real.py")).toBe("old");
    expect(writeFiles(root, [write("real.py", "old", "new"), write("alias.py", "old", "new")]).kind).toBe("written");
  });

  it("says that a hard link keeps the old content", () => {
    put("orders.py", "old");
    linkSync(join(root, "orders.py"), join(root, "copy.py"));
    const result = writeFiles(root, [write("orders.py", "old", "new")]);
    expect(result.notices).toMatchObject([{ code: "hard-link", path: "orders.py" }]);
    expect([textOf("orders.py"), textOf("copy.py")]).toEqual(["new", "old"]);
  });

  describe("leaves all files alone if one", () => {
    let outside = "";
    beforeEach(() => {
      outside = mkdtempSync(join(tmpdir(), "outside-"));
      writeFileSync(join(outside, "victim.py"), "old");
      put("fine.py", "old");
    });
    afterEach(() => rmSync(outside, { recursive: true }));

    it.each<[string, string, () => void]>([
      ["is read-only", "it is read-only", () => put("bad.py", "old", 0o444)],
      ["changed on disk", "it changed on disk while we worked", () => put("bad.py", "old\n")],
      ["is gone", "it is gone", () => {}],
      ["is a link out", "outside the project", () => symlinkSync(join(outside, "victim.py"), join(root, "bad.py"))],
      ["is a link into .git", "a .git folder", () => symlinkSync(".git/HEAD", join(root, "bad.py"))],
      ["is a folder", "not a regular file", () => mkdirSync(join(root, "bad.py"))],
    ])("%s", (_, reason, prepare) => {
      prepare();
      const result = writeFiles(root, [write("fine.py", "old", "new"), write("bad.py", "old", "new")]);
      expect(result).toMatchObject({
        kind: "refused",
        refusals: [{ path: "bad.py", reason: expect.stringContaining(reason) }],
        changed: [],
      });
      expect(textOf("fine.py")).toBe("old");
      expect(readFileSync(join(outside, "victim.py"), "utf8")).toBe("old");
      expect(leftovers()).toEqual([]);
    });

    it("lies in a folder behind a link out", () => {
      symlinkSync(outside, join(root, "linked"));
      expect(writeFiles(root, [write("linked/victim.py", "old", "new")]).kind).toBe("refused");
      expect(readFileSync(join(outside, "victim.py"), "utf8")).toBe("old");
    });
  });

  it("puts everything back if a file changes halfway", () => {
    for (const name of ["a.py", "b.py", "c.py"]) put(name, "old");
    let steps = 0;
    // One step for the note, three for the new contents, and the fifth for the first file.
    const result = writeFiles(
      root,
      ["a.py", "b.py", "c.py"].map((name) => write(name, "old", "new")),
      () => {
        steps += 1;
        if (steps === 5) put("b.py", "somebody else's");
      },
    );
    expect(result).toMatchObject({ kind: "refused", refusals: [{ path: "b.py" }], changed: [] });
    expect(["a.py", "b.py", "c.py"].map(textOf)).toEqual(["old", "somebody else's", "old"]);
    expect(leftovers()).toEqual([]);
  });

  it("does not put back what somebody changed after us, and says so on the next run", () => {
    for (const name of ["a.py", "b.py"]) put(name, "old");
    let steps = 0;
    const result = writeFiles(
      root,
      ["a.py", "b.py"].map((name) => write(name, "old", "new")),
      () => {
        steps += 1;
        if (steps !== 4) return;
        put("a.py", "edited after us");
        put("b.py", "edited before us");
      },
    );
    expect(result).toMatchObject({ kind: "refused", changed: ["a.py"] });
    expect(textOf("a.py")).toBe("edited after us");
    expect(unfinishedWrite(root).map(({ path }) => path)).toEqual(["a.py", "b.py"]);
  });

  it("refuses while another run writes", () => {
    put("a.py", "old");
    let inner: unknown;
    const journal = join(root, ".git", "grpc-fork-fix", "journal.json");
    writeFiles(root, [write("a.py", "old", "new")], () => {
      if (inner) return;
      const note = JSON.parse(readFileSync(journal, "utf8"));
      writeFileSync(journal, JSON.stringify({ ...note, pid: process.ppid }));
      inner = writeFiles(root, [write("a.py", "old", "other")]);
    });
    expect(inner).toMatchObject({ kind: "refused", refusals: [{ reason: expect.stringContaining("another run") }] });
    expect(textOf("a.py")).toBe("new");
  });

  it("writes exactly the bytes that it is given", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (before, after) => {
        writeFileSync(join(root, "any.py"), before);
        const given = { path: "any.py", before: Buffer.from(before), after: Buffer.from(after) };
        expect(writeFiles(root, [given]).kind).toBe("written");
        expect(readFileSync(join(root, "any.py")).equals(given.after)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe("a run that is killed", () => {
  const names = ["a.py", "b.py", "shop/c.py", "shop/d.py"];
  /** The note, a new content per file, a file at a time. */
  const steps = 1 + 2 * names.length;
  let compiled = "";

  beforeAll(() => {
    // The child must be a plain Node process: Jest's own registry would not survive the kill.
    compiled = mkdtempSync(join(tmpdir(), "write-compiled-"));
    for (const name of readdirSync(__dirname)) {
      if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
      const source = readFileSync(join(__dirname, name), "utf8");
      const options = {
        jsc: { parser: { syntax: "typescript" }, target: "es2022" },
        module: { type: "commonjs" },
      } as const;
      writeFileSync(join(compiled, name.replace(/ts$/, "js")), transformSync(source, options).code);
    }
    symlinkSync(join(__dirname, "..", "..", "node_modules"), join(compiled, "node_modules"));
    writeFileSync(
      join(compiled, "child.js"),
      `const { writeFiles } = require("./write.js");
       const [root, kill, ...names] = process.argv.slice(2);
       let step = 0;
       const writes = names.map((path) => ({ path, before: Buffer.from("old " + path), after: Buffer.from("new " + path) }));
       writeFiles(root, writes, () => { step += 1; if (step === Number(kill)) process.kill(process.pid, "SIGKILL"); });`,
    );
  });
  afterAll(() => rmSync(compiled, { recursive: true }));

  function runAndKill(step: number): ChildProcess["signalCode"] {
    for (const name of names) put(name, `old ${name}`);
    const { signal, stderr } = spawnSync(process.execPath, [join(compiled, "child.js"), root, String(step), ...names]);
    expect(String(stderr)).toBe("");
    return signal;
  }

  it.each(Array.from({ length: steps }, (_, index) => index + 1))(
    "at step %i leaves each file old or new, and the next run says which",
    (step) => {
      expect(runAndKill(step)).toBe("SIGKILL");
      const written = names.filter((name) => textOf(name) === `new ${name}`);
      const untouched = names.filter((name) => textOf(name) === `old ${name}`);
      expect([...written, ...untouched].sort()).toEqual(names);
      expect(written).toHaveLength(Math.max(0, step - 1 - names.length));

      const notices = unfinishedWrite(root);
      expect(notices.length).toBeGreaterThan(0);
      const about = (words: string) =>
        notices.filter(({ path, message }) => path !== null && message.includes(words)).map(({ path }) => path);
      const mixed = written.length > 0 && untouched.length > 0;
      expect(about("it holds the fix")).toEqual(mixed ? written : []);
      expect(about("it is as it was")).toEqual(mixed ? untouched : []);
      if (written.length === 0) expect(notices[0]?.message).toContain("before it wrote anything");
      if (untouched.length === 0) expect(notices[0]?.message).toContain("had written all");

      clearUnfinished(root);
      expect(leftovers()).toEqual([]);
      expect(unfinishedWrite(root)).toEqual([]);
    },
  );

  it("is told by the next write, which then does its work", () => {
    runAndKill(names.length + 2);
    const result = writeFiles(root, [write("b.py", "old b.py", "new b.py")]);
    expect(result.kind).toBe("written");
    expect(result.notices.map(({ path }) => path)).toEqual(names);
    expect(leftovers()).toEqual([]);
  });

  it("says so too of files that somebody changed or removed since", () => {
    runAndKill(names.length + 2);
    put("a.py", "edited");
    rmSync(join(root, "b.py"));
    expect(unfinishedWrite(root).map(({ message }) => message)).toEqual([
      expect.stringContaining("changed since"),
      expect.stringContaining("is gone"),
      expect.stringContaining("as it was"),
      expect.stringContaining("as it was"),
    ]);
  });

  it("is told outside git as well", () => {
    rmSync(join(root, ".git"), { recursive: true });
    runAndKill(names.length + 2);
    expect(unfinishedWrite(root)).toHaveLength(names.length);
    clearUnfinished(root);
    expect(leftovers()).toEqual([]);
    expect(unfinishedWrite(root)).toEqual([]);
  });

  it("does not make the next run delete what a forged note names", () => {
    put("precious.py", "old");
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    const temporary = join(outside, ".grpc-fork-fix-0123456789abcdef.tmp");
    writeFileSync(temporary, "");
    const entry = { path: "precious.py", target: "", before: "", after: "" };
    mkdirSync(join(root, ".git", "grpc-fork-fix"));
    const entries = [{ ...entry, temporary: join(root, "precious.py") }, { ...entry, temporary }, { temporary: 1 }];
    const note = { version: 1, pid: 0, started: 0, entries };
    writeFileSync(join(root, ".git", "grpc-fork-fix", "journal.json"), JSON.stringify(note));
    clearUnfinished(root);
    expect([existsSync(join(root, "precious.py")), existsSync(temporary)]).toEqual([true, true]);
    rmSync(outside, { recursive: true });
  });
});
