import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freshTask } from "../ledger/transitions";
import { portfolioPage } from "./page";
import { portfolioOf } from "./portfolio";

let out = "";
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), "portfolio-"));
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

const maker = "grpc.insecure_channel";
const digits = "0123456789abcdef";
const finding = (rule: string, fingerprint: string, by: string | null) => ({
  rule,
  name: `name-of-${rule}`,
  fingerprint,
  path: "shop/<b>.py",
  line: 1,
  origin: { package: "shop", library: null, maker, module: "shop.b", code: digits, copy: digits },
  fork: by === null ? null : { by },
});

function task(name: string, all: readonly ReturnType<typeof finding>[]) {
  mkdirSync(join(out, name), { recursive: true });
  writeFileSync(join(out, name, "report.json"), JSON.stringify({ version: 1, findings: all }));
  const repository = { name, cloneUrl: "", defaultBranch: null, archived: false, fork: false };
  return { ...freshTask(repository), state: "open" as const, findings: all.length };
}

test("says what repositories have in common, the most common first", () => {
  const pool = "multiprocessing.Pool";
  const tasks = [
    task("acme/a", [finding("GFF101", "1", pool), finding("GFF101", "2", pool), finding("GFF203", "3", null)]),
    task("acme/b", [finding("GFF101", "1", pool)]),
    { ...task("acme/c", [finding("GFF106", "9", null)]), state: "gone" as const },
  ];
  const portfolio = portfolioOf("forks", tasks, out);
  expect(portfolio).toMatchObject({
    findings: 4,
    rules: [
      { name: "GFF101", title: "name-of-GFF101", findings: 3, repositories: 2 },
      { name: "GFF203", findings: 1, repositories: 1 },
    ],
    packages: [{ name: "shop", kind: "code", findings: 4, repositories: 2, only: null }],
    libraries: [{ name: "shop", cleared: 2, findings: 4, in: ["acme/a", "acme/b"] }],
    makers: [{ name: maker, findings: 4, repositories: 2 }],
    forks: [{ name: pool, findings: 3, repositories: 2 }],
    shared: [{ name: "GFF101 shop/<b>.py", findings: 2, repositories: 2 }],
  });
  expect(portfolio.repositories.map(({ name }) => name)).toEqual(["acme/a", "acme/b"]);
  expect(portfolioPage(portfolio, "0.1.0")).not.toContain("<b>");
});
