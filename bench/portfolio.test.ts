import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshTask } from "../src/bulk/ledger/transitions";
import { portfolioOf } from "../src/bulk/portfolio/portfolio";
import { shelfOf } from "../src/bulk/steps/shelf";
import type { Task } from "../src/bulk/types";

interface Reports {
  readonly keptReport: (index: number, seed: string) => { readonly findings: readonly unknown[] };
  readonly nameOf: (index: number) => string;
  readonly stateOf: (name: string, report: ReturnType<Reports["keptReport"]>, index: number) => Partial<Task>;
}
const { keptReport, nameOf, stateOf }: Reports = require("./portfolio/reports");

test("the reports are such that a portfolio reads them, and the same for the same seed", () => {
  const out = mkdtempSync(join(tmpdir(), "bench-portfolio-"));
  try {
    const tasks = Array.from({ length: 60 }, (_, index) => {
      const [name, report] = [nameOf(index), keptReport(index, "1")];
      mkdirSync(shelfOf(out, name), { recursive: true });
      writeFileSync(join(shelfOf(out, name), "report.json"), JSON.stringify(report));
      const repository = { name, cloneUrl: name, defaultBranch: "main", archived: false, fork: false };
      return { ...freshTask(repository), ...stateOf(name, report, index) };
    });
    const { findings, libraries } = portfolioOf("forks", tasks, out);
    expect(libraries[0]?.name).toBe("acme_clients");
    expect(findings).toBe(tasks.reduce((sum, task) => sum + keptReport(tasks.indexOf(task), "1").findings.length, 0));
    expect(keptReport(0, "2")).not.toEqual(keptReport(0, "1"));
  } finally {
    rmSync(out, { recursive: true });
  }
});
