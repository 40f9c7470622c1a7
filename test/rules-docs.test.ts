/** Holds what the documentation says of rules and reasons to what the code has. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { rulePage } from "../src/report/rule-page";
import { rules } from "../src/rules/index";

const root = resolve(__dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("docs/rules", () => {
  test("has a page for every rule and no other", () => {
    expect(readdirSync(join(root, "docs/rules")).sort()).toEqual(rules.map(({ code }) => `${code}.md`).sort());
  });

  // `npm run build && node scripts/rules-docs.js` writes them anew.
  test.each(rules.map((rule) => [rule.code, rule] as const))("%s.md says what the rule says", (code, rule) => {
    expect(read(`docs/rules/${code}.md`)).toBe(rulePage(rule));
  });
});

describe("README.md", () => {
  test("lists every rule with its name and summary", () => {
    const rows = rules.map(({ code, name, summary }) => `| [${code}](docs/rules/${code}.md) | ${name} | ${summary} |`);
    expect(
      read("README.md")
        .split("\n")
        .filter((line) => line.startsWith("| [GFF")),
    ).toEqual(rows);
  });

  test("explains every reason for which a fix is declined, in the order of the type", () => {
    const type = /export type Reason =([^;]+);/.exec(read("src/types.ts"))?.[1] ?? "";
    const reasons = [...type.matchAll(/"([a-z0-9-]+)"/g)].map((match) => match[1]);
    const section =
      read("README.md")
        .split("\n## ")
        .find((part) => part.startsWith("What it will not touch")) ?? "";
    const rows = [...section.matchAll(/^\| `([a-z0-9-]+)` \| .{20,} \|$/gm)].map((match) => match[1]);
    expect(reasons.length).toBeGreaterThan(10);
    expect(rows).toEqual(reasons);
  });
});

describe("every page", () => {
  const pages = [
    ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"],
    ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".md"))
      .map((path) => `docs/${path}`),
  ];

  test.each(pages)("%s links to what is there", (page) => {
    const links = [...read(page).matchAll(/\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      (match) => match[1] as string,
    );
    const isThere = (link: string) => existsSync(resolve(root, dirname(page), link));
    expect(links.filter((link) => !isThere(link))).toEqual([]);
  });
});
