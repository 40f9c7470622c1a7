/** A tool that takes a few milliseconds: it finds each `grpc.insecure_channel` in shop.py and repairs it to `lazy`. */
export const quickTool = `
const { createHash } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const file = (name) => process.argv.find((argument) => argument.endsWith(name));
const code = existsSync("shop.py") ? readFileSync("shop.py", "utf8") : "";
const isWrong = code.includes("grpc.insecure_channel") && !process.argv.includes("--ignore=GFF101");
const finding = {
  rule: "GFF101", name: "client-before-fork", severity: "warning", path: "shop.py", line: 1, column: 1,
  message: "a channel", fingerprint: "0123456789abcdef",
};
const start = code.indexOf("grpc.insecure_channel");
const bundle = {
  version: 1, tool: { name: "grpc-fork-fix", version: "0.1.0" }, base: null,
  files: isWrong ? [{
    path: "shop.py", mode: "100644", before: createHash("sha256").update(code).digest("hex"),
    after: { encoding: "utf-8", data: code.replace("grpc.insecure_channel", "lazy") },
  }] : [],
  fixes: isWrong ? [{
    transform: "lazy-client", safety: "safe", note: "at its first use", findings: [finding],
    edits: [{ path: "shop.py", span: { start, end: start + 21 }, text: "lazy" }],
  }] : [],
};
writeFileSync(file("bundle.json"), JSON.stringify(bundle));
writeFileSync(file("report.json"), JSON.stringify({ version: 1, findings: isWrong ? [finding] : [] }));
writeFileSync(file("report.md"), isWrong ? "GFF101" : "");
`;
