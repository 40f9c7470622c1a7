/**
 * Writes docs/rules: a page for each rule, as `grpc-fork-fix rule CODE --format markdown` prints it. Needs a build.
 *
 *     npm run build && node scripts/rules-docs.js
 */
const { mkdirSync, rmSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { rulePage } = require("../dist/src/report/rule-page");
const { rules } = require("../dist/src/rules/index");

const folder = join(__dirname, "..", "docs", "rules");

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const rule of rules) writeFileSync(join(folder, `${rule.code}.md`), rulePage(rule));
