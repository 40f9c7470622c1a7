import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openReader } from "./reader";
import { UsageError } from "./usage-error";

describe("a reader", () => {
  let root = "";
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);

  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "grpc-fork-fix-reader-")));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("keeps the texts that were read last, and reads the others again", () => {
    write("a.py", "aaaa");
    write("b.py", "bbbb");
    write("c.py", "cccc");
    const { read } = openReader(root, new Map(), 8);
    const [a, b, c] = [read("a.py"), read("b.py"), read("c.py")];
    expect([read("c.py"), read("b.py")]).toEqual([c, b]);
    expect(read("c.py")).toBe(c);
    expect(read("b.py")).toBe(b);
    expect(read("a.py")).not.toBe(a);
    expect(read("a.py")).toEqual(a);
  });

  it.each([
    ["of the same length", () => write("a.py", "b = 1")],
    ["that cannot be decoded", () => writeFileSync(join(root, "a.py"), Buffer.from([0xff]))],
    ["that is gone", () => rmSync(join(root, "a.py"))],
  ])("does not take for the same a file %s", (_, change) => {
    write("a.py", "a = 1");
    const { read } = openReader(root, new Map(), 0);
    read("a.py");
    change();
    expect(() => read("a.py")).toThrow(new UsageError("a.py changed on disk while we worked; run again"));
  });

  it("says the same of what was unreadable", () => {
    const { read } = openReader(root, new Map(), 0);
    const missing = read("a.py");
    write("a.py", "a = 1");
    expect(read("a.py")).toBe(missing);
  });

  it("gives the bytes of a file whose text it did not keep", () => {
    writeFileSync(join(root, "a.py"), "\ufeffa = 1\n");
    const { read, bytesOf } = openReader(root, new Map(), 0);
    read("a.py");
    expect(bytesOf("a.py", "a = 2\n")).toEqual(Buffer.from("\ufeffa = 2\n"));
  });

  it("keeps what came from elsewhere, whatever its length", () => {
    write("a.py", "on disk");
    const { read } = openReader(root, new Map([["a.py", "from elsewhere"]]), 0);
    expect(read("a.py")).toEqual({ kind: "text", text: "from elsewhere", bytes: 14 });
    expect(read("a.py")).toMatchObject({ text: "from elsewhere" });
  });
});
