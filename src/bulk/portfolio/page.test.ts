/** The page of a portfolio in a real browser. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { portfolioPage } from "./page";
import type { Portfolio } from "./portfolio";

const { findChromium }: { findChromium: () => string | null } = require("../../../scripts/browser");
const executable = findChromium();
if (executable === null) process.stderr.write("NO CHROMIUM: the page of the portfolio is not tried.\n");
const inBrowser = executable === null ? test.skip : test;

jest.setTimeout(60_000);

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
let browser: Browser | null = null;
let folder = "";
const complaints: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portfolio-page-"));
  if (executable) browser = await chromium.launch({ executablePath: executable, args: quiet });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => complaints.splice(0));
afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close();
});

const library = { kind: "code" as const, modules: ["acme_clients.channels"], texts: 2, in: ["acme/a", "acme/b"] };
const portfolio: Portfolio = {
  version: 1,
  campaign: "forks",
  findings: 1_204,
  repositories: Array.from({ length: 30 }, (_, index) => ({
    name: `acme/r${index}`,
    state: index % 3 === 0 ? "open" : "clean",
    findings: 30 - index,
    pullRequest: index % 3 === 0 ? `https://forge.example/acme/r${index}/pull/1` : null,
  })),
  rules: [{ name: "GFF101", title: "client-before-fork", findings: 900, repositories: 20 }],
  packages: [{ name: "app", kind: "code", findings: 4, repositories: 1, only: "acme/a" }],
  libraries: [
    { ...library, name: "acme_clients", cleared: 12, findings: 40, repositories: 20 },
    {
      ...library,
      name: "google-cloud-pubsub",
      kind: "distribution",
      texts: null,
      cleared: 3,
      findings: 80,
      repositories: 9,
    },
    { ...library, name: "acme_tracing", cleared: 1, findings: 5, repositories: 4 },
  ],
  makers: [],
  forks: [],
  shared: [],
};

/** A page; what it asks of the network or says on the console is a complaint. */
async function opened(of: Portfolio, options = {}): Promise<Page> {
  const file = join(folder, `${Math.random()}.html`);
  writeFileSync(file, portfolioPage(of, "0.1.0"));
  const page = await (browser as Browser).newPage(options);
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(`file://${file}`)) complaints.push(request.url());
  });
  await page.goto(`file://${file}`);
  return page;
}

const section = (page: Page, title: string) => page.locator("section", { has: page.locator("h3", { hasText: title }) });
const firstCells = (page: Page, title: string) =>
  section(page, title)
    .locator("tbody th")
    .evaluateAll((cells) => cells.map((cell) => cell.firstChild?.textContent));

inBrowser("shows what to repair once, with bars against the largest", async () => {
  const page = await opened(portfolio);
  expect(await page.locator("header .numbers").textContent()).toContain("1,204 findings");
  expect(await page.locator(".lead").first().textContent()).toBe(
    "1,204 findings, in 30 of 30 repositories. When acme_clients alone is repaired, 12 of them have none left.",
  );
  expect(await page.locator(".legend li").allTextContents()).toEqual(["10 open", "20 clean"]);
  expect(await firstCells(page, "Repair once")).toEqual(["acme_clients", "google-cloud-pubsub", "acme_tracing"]);
  const parts = await section(page, "Repair once")
    .locator("tr:nth-child(2) .bar")
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute("style")));
  expect(parts).toEqual(["--part: 0.25;", "--part: 1;", "--part: 0.45;"]);
  await section(page, "Repair once").locator("summary").first().click();
  expect(await section(page, "Repair once").locator("details[open] li").allTextContents()).toEqual([
    "acme/a",
    "acme/b",
  ]);
  expect(await page.locator("h3").allTextContents()).not.toContain("Makers");
  expect(complaints).toEqual([]);
});

inBrowser("tables are sorted by keys, and say how", async () => {
  const page = await opened(portfolio);
  const head = section(page, "Repair once").locator("th", { hasText: "Findings" });
  await head.locator("button").focus();
  await page.keyboard.press("Enter");
  expect(await head.getAttribute("aria-sort")).toBe("descending");
  expect(await firstCells(page, "Repair once")).toEqual(["google-cloud-pubsub", "acme_clients", "acme_tracing"]);
  await page.keyboard.press("Space");
  expect(await head.getAttribute("aria-sort")).toBe("ascending");
  expect(await firstCells(page, "Repair once")).toEqual(["acme_tracing", "acme_clients", "google-cloud-pubsub"]);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  expect(await section(page, "Repair once").locator("[aria-sort]").allTextContents()).toEqual(["Library"]);
  expect(await firstCells(page, "Repair once")).toEqual(["acme_clients", "acme_tracing", "google-cloud-pubsub"]);
});

inBrowser("a long table is short until somebody asks for all of it", async () => {
  const page = await opened(portfolio);
  const rows = section(page, "Repositories").locator("tbody tr");
  expect(await rows.count()).toBe(15);
  await section(page, "Repositories").locator("button.more").click();
  expect(await rows.count()).toBe(30);
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Repository");
  await section(page, "Repositories").locator("th button").first().click();
  // As people count: r2 before r10.
  expect((await firstCells(page, "Repositories")).slice(1, 4)).toEqual(["acme/r1", "acme/r2", "acme/r3"]);
});

inBrowser("the colors follow the machine until the reader says otherwise, and paper is white", async () => {
  const page = await opened(portfolio, { colorScheme: "dark" });
  const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const dark = await ground();
  await page.locator("#theme").click();
  expect(await ground()).not.toBe(dark);
  await page.locator("#theme").click();
  expect(await ground()).toBe(dark);
  await page.emulateMedia({ media: "print" });
  expect(await ground()).toBe("rgb(255, 255, 255)");
  expect(await page.locator("button.more").first().isVisible()).toBe(false);
});

inBrowser("what a repository holds is text, and no address runs anything", async () => {
  const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(2)>\u202e`;
  const [library] = portfolio.libraries;
  const page = await opened({
    ...portfolio,
    libraries: [
      { ...(library as (typeof portfolio.libraries)[number]), name: hostile, modules: [hostile], in: [hostile] },
    ],
    repositories: [{ name: hostile, state: "open", findings: 1, pullRequest: "javascript:alert(3)" }],
  });
  expect((await firstCells(page, "Repair once"))[0]).toContain("</script><script>alert(1)");
  expect((await firstCells(page, "Repair once"))[0]).toContain("\\u202e");
  expect(await page.locator("img, a[href^=javascript]").count()).toBe(0);
  expect(complaints).toEqual([]);
});

inBrowser("fits a narrow screen", async () => {
  const page = await opened(portfolio, { viewport: { width: 390, height: 800 } });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
});
