import fc from "fast-check";
import type { ProgramGraph } from "../../types";
import { finding, noFix, resultOf, safeFix, sources, unsafeFix, view } from "../shop.test-data";
import { anyResult, lazily, lazyChanges, noticesOnly, unusual } from "../unusual.test-data";
import { report } from "./markdown";

const fixed = resultOf([{ finding, fix: safeFix }], {
  changes: lazyChanges,
  repairs: [{ ...lazily, decisions: [0] }],
});

/** The cells of each row of the table of findings. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows = text.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(1).map((row) => row.slice(2, -2).split(" | "));
}

test("a finding reads from the table to its diff", () => {
  expect(report.render(fixed, view)).toBe(`## grpc-fork-fix

Found 1 finding in 1 file (1 error).

1 fixable with --write.

| | | rule | place | what is wrong | fix |
|---|---|---|---|---|---|
| 1 | error | GFF101 client-before-fork | \`app/clients.py:5\` | the channel is created in the parent and used in a forked child | safe, \`lazy-client\` |

### 1. GFF101 client-before-fork, \`app/clients.py:5\`

**error:** the channel is created in the parent and used in a forked child

**In the parent**

1. \`app/clients.py:5\` channel created here<br>\`CHANNEL = grpc.insecure_channel("stock:50051")\`

**In the child**

2. \`app/main.py:7\` used here<br>\`return STUB.Count(item)\`

**Fork:** \`multiprocessing.Process\` (fork) at \`app/main.py:11\`

**Fix:** safe, \`lazy-client\`, in \`app/clients.py\`, \`app/main.py\`; the channel is created on first use in each process

<details>
<summary>The diff (2 files)</summary>

\`\`\`diff
--- a/app/clients.py
+++ b/app/clients.py
@@ -2,5 +2,5 @@
 
 from shop.stock_pb2_grpc import StockStub
 
-CHANNEL = grpc.insecure_channel("stock:50051")
+CHANNEL = lazily(grpc.insecure_channel("stock:50051"))
 STUB = StockStub(CHANNEL)
--- a/app/main.py
+++ b/app/main.py
@@ -1,3 +1,4 @@
+import os
 import multiprocessing
 
 from app.clients import STUB
\`\`\`

</details>

<details>
<summary>GFF101 client-before-fork: what happens, and how safe the fix is</summary>

A fork copies the sockets of the channel, but not its threads.

**Fix safety.** Safe.

</details>

### How to verify

Before a change is shown, the edited program is analysed again: every file parses, the finding is gone, and none is new.

1. \`grpc-fork-fix --dry-run | git apply\` makes the changes that are shown; \`--write\` does it in place.
2. \`grpc-fork-fix --dry-run\` then prints nothing, and \`grpc-fork-fix\` reports what has no fix.
3. The tests of the program pass as before: in a single process a safe fix changes nothing but when an object is made.
`);
});

test("nothing found is a sentence", () => {
  expect(report.render(resultOf([]), view)).toBe("## grpc-fork-fix\n\nNo findings in 2 files.\n");
});

test("notices are a list", () => {
  expect(report.render(noticesOnly, view)).toContain(
    [
      "### Notices",
      "",
      "- `analysis-budget`: the budget of one program ran out",
      "- `GFF002` `app/main.py:3`: it does not parse",
      "- `unreadable` `größe 漢/old prices, #1.py`: it is too large",
    ].join("\n"),
  );
});

test("what a message has of markup stays in its cell", () => {
  const rows = rowsOf(report.render(unusual, view));
  expect(rows.map((cells) => cells.length)).toEqual([6, 6, 6, 6]);
  expect(rows[1]?.[4]).toBe(
    "50% of &#124;names&#124; {are} \\[odd\\], \\`really\\`: &lt;b&gt;@&#8203;team&lt;/b&gt; &amp; #&#8203;1\\\\x0a::&#8203;error::no",
  );
});

test("a finding without a fix says why, and what to do by hand", () => {
  const text = report.render(resultOf([{ finding, fix: noFix }]), view);
  expect(text).toContain("**Fix:** none (`captured-value`): a default argument holds the stub\n");
  expect(text).toContain("**By hand:** create the channel in count()\n");
});

test("an unsafe fix is withheld, and says what takes it", () => {
  const result = resultOf([{ finding, fix: unsafeFix }]);
  expect(report.render(result, view)).toContain(
    "unsafe, `spawn-context`, in `app/clients.py`, `app/main.py`, withheld (`--unsafe-fixes` takes it)",
  );
  expect(report.render(result, { ...view, unsafeFixes: true })).not.toContain("withheld");
});

test("after --write it tells what was done", () => {
  const text = report.render(fixed, { ...view, mode: "write" });
  expect(rowsOf(text)[0]?.[5]).toBe("fixed, `lazy-client`");
  expect(text).toContain("**Fixed:** safe");
  expect(text).toContain("```diff\n--- a/app/clients.py");
  expect(text).not.toContain("git apply");
});

test("findings with one repair show its diff once", () => {
  const both = resultOf(
    [
      { finding, fix: safeFix },
      { finding: { ...finding, rule: "GFF303" }, fix: safeFix },
    ],
    { changes: lazyChanges, repairs: [{ ...lazily, decisions: [0, 1] }] },
  );
  const text = report.render(both, view);
  expect(text.match(/```diff/g)).toHaveLength(1);
  expect(text).toContain("The edits are those of finding 1.");
});

test("small programs with findings are drawn, large ones are not", () => {
  const process = { parent: null, label: "app/main.py", fork: null, target: null, several: false, implicit: false };
  const child = { ...process, parent: 0, label: "count", fork: finding.fork };
  const program: ProgramGraph = {
    entry: "app/main.py",
    processes: [process, child],
    objects: [],
    holdings: [],
    findings: [{ rule: "GFF101", severity: "error", fingerprint: "a", process: 1, object: null }],
    omitted: 0,
  };
  const drawn = (one: ProgramGraph) =>
    report.render(resultOf([{ finding, fix: noFix }], { graph: { programs: [one], omitted: 0 } }), view);
  expect(drawn(program)).toContain("### The processes of `app/main.py`\n\n```mermaid\nflowchart LR\n");
  expect(drawn({ ...program, findings: [] })).not.toContain("mermaid");
  expect(drawn({ ...program, processes: [process, ...Array.from({ length: 16 }, () => child)] })).not.toContain(
    "mermaid",
  );
});

test("GitHub takes 65,536 characters: whole sections are left out, and it says so", () => {
  const many = Array.from({ length: 400 }, (_, index) => ({
    finding: { ...finding, message: `finding number ${index} `.repeat(10) },
    fix: noFix,
  }));
  const text = report.render(resultOf(many), view);
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(text.length).toBeGreaterThan(60_000);
  const sections = text.match(/^### \d+\. GFF101/gm)?.length ?? 0;
  const left = 400 - sections + 1;
  expect(text).toContain(`${left} more sections.`);
  expect(text).toMatch(/\n… and \d+ more\.\n/);
  expect(text).toContain("### How to verify");
});

test("a diff that is too long is left to the command that prints it", () => {
  const edits = [{ path: "app/clients.py", span: { start: 0, end: 0 }, text: "# a long line\n".repeat(6000) }];
  const before = sources.get("app/clients.py") ?? "";
  const long = resultOf([{ finding, fix: safeFix }], {
    changes: [{ path: "app/clients.py", before, after: `${edits[0]?.text}${before}` }],
    repairs: [{ ...lazily, decisions: [0], edits }],
  });
  const text = report.render(long, view);
  expect(text).toContain("The diff is too long to be shown here; `--dry-run` prints it.");
  expect(text).toContain("**In the child**");
});

test("no text or path breaks it", () => {
  fc.assert(
    fc.property(anyResult, (result) => {
      const text = report.render(result, view);
      expect(rowsOf(text).map((cells) => cells.length)).toEqual([6]);
      expect(text.match(/^### 1\. GFF101/gm)).toHaveLength(1);
      expect(text).not.toMatch(/\p{Cs}/u);
      // Outside of fences nothing of the project starts a line.
      const outside = text.replace(/^(`{3,})\w+\n[\s\S]*?\n\1$/gm, "");
      expect(outside.split("\n").filter((line) => /^(?:::|>|#(?!#))/.test(line))).toEqual([]);
    }),
  );
});
