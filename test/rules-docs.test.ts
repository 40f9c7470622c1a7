/** Holds what the documentation says of rules and reasons to what the code has. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { main } from "../src/cli/main";
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

describe("the example of the README", () => {
  const fence = (language: string) => new RegExp(`(?<=\n\`\`\`${language}\n)(.*?)(?=\`\`\`\n)`, "s");
  const block = (language: string) => fence(language).exec(read("README.md"))?.[1] ?? "";
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "readme-"));
    writeFileSync(join(folder, "prices.py"), block("python"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function printed(...argv: readonly string[]): Promise<string> {
    const chunks: string[] = [];
    const write = (text: string | Uint8Array) => void chunks.push(Buffer.from(text as string).toString());
    const out = { write, isTerminal: false };
    const err = { write: () => {}, isTerminal: false };
    await main(argv, { out, err, environment: {}, folder, readInput: () => Buffer.alloc(0) });
    return chunks.join("");
  }

  // RECORD=1 writes into the README what is printed now.
  test.each([
    ["text", ["prices.py"]],
    ["diff", ["--dry-run", "prices.py"]],
  ])("shows as %s what is printed", async (language, argv) => {
    const text = `${(await printed(...argv)).trimEnd()}\n`;
    if (process.env.RECORD === "1") {
      const page = read("README.md").replace(fence(language), () => text);
      writeFileSync(join(root, "README.md"), page);
    }
    expect(text).not.toBe("\n");
    expect(block(language)).toBe(text);
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
