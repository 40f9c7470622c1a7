/** A bundle made by hand: two files of a shop and two fixes, of which the first edits both. */
import { createHash } from "node:crypto";
import type { Bundle, BundledFix } from "./bundle";

export const before: Readonly<Record<string, string>> = {
  "clients.py": "STOCK = stock()\nBANK = bank()\n",
  "main.py": "use(STOCK)\n",
};

function hash(text = ""): string {
  return createHash("sha256").update(text).digest("hex");
}

function edit(path: string, old: string, text: string) {
  const start = before[path]?.indexOf(old) ?? 0;
  return { path, span: { start, end: start + old.length }, text };
}

const top = { path: "clients.py", span: { start: 0, end: 0 }, text: "import os\n" };

export const stock: BundledFix = {
  transform: "lazy-client",
  safety: "safe",
  note: "at its first use",
  findings: [
    {
      rule: "GFF101",
      name: "client-before-fork",
      severity: "error",
      path: "clients.py",
      line: 1,
      column: 9,
      message: "a channel",
      fingerprint: "0123456789abcdef",
    },
  ],
  edits: [top, edit("clients.py", "stock()", "lazy(stock)"), edit("main.py", "STOCK", "STOCK()")],
};

export const bank: BundledFix = { ...stock, findings: [], edits: [top, edit("clients.py", "bank()", "lazy(bank)")] };

export const bundle: Bundle = {
  version: 1,
  tool: { name: "grpc-fork-fix", version: "0.1.0" },
  base: "a".repeat(40),
  files: [
    {
      path: "clients.py",
      mode: "100644",
      before: hash(before["clients.py"]),
      after: { encoding: "utf-8", data: "import os\nSTOCK = lazy(stock)\nBANK = lazy(bank)\n" },
    },
    {
      path: "main.py",
      mode: "100755",
      before: hash(before["main.py"]),
      after: { encoding: "utf-8", data: "use(STOCK())\n" },
    },
  ],
  fixes: [stock, bank],
};
