import { finding, noFix, placeOf, resultOf, safeFix, sources, unsafeFix, view } from "../shop.test-data";
import { report } from "./text";

test("a finding reads from its place to its repair", () => {
  expect(report.render(resultOf([{ finding, fix: safeFix }]), view)).toBe(
    `app/clients.py:5:11: GFF101 error: the channel is created in the parent and used in a forked child
  |
3 | from shop.stock_pb2_grpc import StockStub
4 |
5 | CHANNEL = grpc.insecure_channel("stock:50051")
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
6 | STUB = StockStub(CHANNEL)
  |
  1. app/clients.py:5:11  parent  channel created here
       CHANNEL = grpc.insecure_channel("stock:50051")
                 ^^^^^^^^^^^^^^^^^^^^^
  2. app/main.py:7:9  child   used here
       return STUB.Count(item)
              ^^^^^^^^^^^^^^^^
  fork: app/main.py:11:5  multiprocessing.Process (fork)
  fix: safe, lazy-client: edits 2 files: app/clients.py, app/main.py (--write)
       the channel is created on first use in each process

`,
  );
});

test("without a fix it says why, and what to do by hand", () => {
  const text = report.render(resultOf([{ finding, fix: noFix }]), view);
  expect(text).toContain("  fix: none, captured-value: a default argument holds the stub\n");
  expect(text).toContain("  by hand: create the channel in count()\n");
});

test("an unsafe fix names its flag", () => {
  const decisions = [{ finding, fix: { ...unsafeFix, files: ["app/main.py"] } }];
  expect(report.render(resultOf(decisions), view)).toContain(
    "  fix: unsafe, spawn-context: edits app/main.py (--write --unsafe-fixes)\n",
  );
});

test("after writing only what is left is reported", () => {
  const decisions = [
    { finding, fix: safeFix },
    { finding: { ...finding, message: "left" }, fix: noFix },
  ];
  const text = report.render(resultOf(decisions), { ...view, mode: "write" });
  expect(text.match(/GFF101/g)).toHaveLength(1);
  expect(text).toContain("GFF101 error: left\n");
});

test("a hostile file or path can't write to the terminal", () => {
  const path = "app/\x1b[2J.py";
  const texts = new Map(sources).set(path, "x = '\x1b]0;owned\x07'\r\n");
  const at = placeOf(path, "'\x1b", texts);
  const hostile = { ...finding, at, message: "\x1b[31m", trace: [], fork: null };
  const text = report.render(resultOf([{ finding: hostile, fix: noFix }], { sources: texts }), view);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  expect(text).toContain("x = '\\x1b]0;owned\\x07'");
});

test("colors are only there when asked for", () => {
  const result = resultOf([{ finding, fix: safeFix }]);
  expect(report.render(result, view)).not.toContain("\x1b");
  expect(report.render(result, { ...view, color: true })).toContain("\x1b[");
});

test("a file whose text is unknown still has its line in the report", () => {
  const text = report.render(resultOf([{ finding, fix: noFix }], { sources: new Map() }), view);
  expect(text).toMatch(/^app\/clients\.py:1:1: GFF101 error/);
});

test("a rule's notice is a result, any other is not", () => {
  const notices = [
    { code: "GFF002", path: "app/old.py", line: 3, message: "does not parse" },
    { code: "unreadable", path: "app/x.py", line: null, message: "not UTF-8" },
  ];
  expect(report.render(resultOf([], { notices }), view)).toBe("app/old.py:3: GFF002 notice: does not parse\n");
});

test("nothing found is an empty report", () => {
  expect(report.render(resultOf([]), view)).toBe("");
});
