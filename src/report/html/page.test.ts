/** The page in a real browser: what a person does with it, and what a repository may do to it. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Decision, Finding, Result } from "../../types";
import { report } from "../formats/html";
import { finding, noFix, placeOf, resultOf, safeFix, sources, unsafeFix, view } from "../shop.test-data";

const { findChromium }: { findChromium: () => string | null } = require("../../../scripts/browser");
const executable = findChromium();
if (executable === null) process.stderr.write("NO CHROMIUM: the page of the HTML report is not tried.\n");
const inBrowser = executable === null ? test.skip : test;

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
const offline = ["--disable-background-networking", "--disable-component-update"];

let browser: Browser | null = null;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "page-"));
  if (executable) browser = await chromium.launch({ executablePath: executable, args: [...quiet, ...offline] });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

jest.setTimeout(60_000);

const complaints: string[] = [];
beforeEach(() => complaints.splice(0));
afterEach(async () => {
  for (const context of browser?.contexts() ?? []) await context.close();
});

/** A page of the result; what it asks of the network or says on the console is a complaint. */
async function opened(result: Result, hash = "", options = {}): Promise<Page> {
  const file = join(folder, `${Math.random()}.html`);
  writeFileSync(file, report.render(result, { ...view, rules: view.rules }));
  const page = await (browser as Browser).newPage(options);
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  page.on("request", (request) => {
    if (!request.url().startsWith(`file://${file}`)) complaints.push(request.url());
  });
  page.on("requestfailed", (request) => complaints.push(`refused: ${request.failure()?.errorText}`));
  await page.goto(`file://${file}${hash}`);
  return page;
}

function decided(id: string, more: Partial<Finding> = {}, fix: Decision["fix"] = safeFix): Decision {
  return { finding: { ...finding, fingerprint: id, ...more }, fix };
}

const three = resultOf(
  [
    decided("a1"),
    decided("b2", { rule: "GFF104", severity: "warning", message: "a stream is open" }, noFix),
    decided("c3", { at: placeOf("app/main.py", "STUB.Count"), message: "counted elsewhere" }, unsafeFix),
  ],
  {
    changes: [
      {
        path: "app/clients.py",
        before: sources.get("app/clients.py") ?? "",
        after: (sources.get("app/clients.py") ?? "").replace("CHANNEL = ", "CHANNELS = "),
      },
    ],
    graph: {
      programs: [
        {
          entry: "app/main.py",
          processes: [
            { parent: null, label: "app/main.py", fork: null, target: null, several: false, implicit: false },
            { parent: 0, label: "count", fork: finding.fork, target: null, several: true, implicit: false },
          ],
          objects: [
            {
              process: 0,
              kind: "channel",
              aio: false,
              maker: "grpc.insecure_channel",
              library: null,
              target: "stock:50051",
              at: finding.at,
              firstUse: null,
            },
          ],
          holdings: [
            { object: 0, process: 1, state: "created", handed: [], uses: [placeOf("app/main.py", "STUB.Count(item)")] },
          ],
          findings: [{ rule: "GFF101", severity: "error", fingerprint: "a1", process: 1, object: 0 }],
          omitted: 0,
        },
      ],
      omitted: 0,
    },
  },
);

const items = (page: Page) => page.locator(".list li:visible .item-text").allTextContents();

inBrowser("the overview draws each program, and what breaks leads to its finding", async () => {
  const page = await opened(three);
  expect(await page.locator(".lane-head b").allTextContents()).toEqual(["app/main.py", "count"]);
  expect(await page.locator(".card.hot").textContent()).toContain("inherits the channelnot used yet at the fork");
  await page.locator(".card.hot a").click();
  expect(await page.locator("h2").first().textContent()).toContain("The channel is created in the parent");
  expect(complaints).toEqual([]);
});

inBrowser("a finding shows its way with the code, the fork between parent and child, and the diff", async () => {
  const page = await opened(three, "#a1");
  expect(await page.locator(".step .process").allTextContents()).toEqual(["parent", "child"]);
  expect(await page.locator(".step mark").allTextContents()).toEqual(["grpc.insecure_channel", "STUB.Count(item)"]);
  expect(await page.locator(".step .row.marked .number").allTextContents()).toEqual(["5", "7"]);
  expect(await page.locator(".diff .removed .text").textContent()).toBe(
    'CHANNEL = grpc.insecure_channel("stock:50051")',
  );
  expect(await page.locator(".repair").textContent()).toContain("safe fixlazy-client");
  await page.goto(page.url().replace("#a1", "#b2"));
  expect(await page.locator(".repair").textContent()).toMatch(/no fix.*captured-value.*By hand: create the channel/s);
  expect(complaints).toEqual([]);
});

inBrowser("filters, search and file narrow the list", async () => {
  const page = await opened(three);
  expect(await items(page)).toHaveLength(3);
  await page.locator("[data-filter=warning]").click();
  expect(await items(page)).toHaveLength(2);
  expect(await page.locator("[data-filter=warning]").getAttribute("aria-pressed")).toBe("false");
  await page.locator("[data-filter='fix:unsafe']").click();
  expect(await items(page)).toEqual([finding.message]);
  await page.locator("[data-filter=warning]").click();
  await page.locator("#search").fill("gff104 STREAM");
  expect(await items(page)).toEqual(["a stream is open"]);
  expect(await page.locator("[role=status]").textContent()).toBe("1 of 3 findings");
  await page.locator("#search").fill("");
  await page.locator("[data-filter='GFF101']").click();
  await page.locator("select").selectOption("app/main.py");
  expect(await items(page)).toEqual(["a stream is open"]);
  expect(complaints).toEqual([]);
});

inBrowser("keys go from finding to finding, search, help and back", async () => {
  const page = await opened(three);
  const shown = () => page.evaluate("location.hash.slice(1)");
  const visited: unknown[] = [];
  for (const key of ["j", "j", "k", "ArrowDown", "ArrowDown", "ArrowDown", "Escape"]) {
    await page.keyboard.press(key);
    visited.push(await shown());
  }
  expect(visited).toEqual(["a1", "b2", "a1", "b2", "c3", "c3", ""]);
  await page.keyboard.press("/");
  await page.keyboard.type("jk?");
  expect(await page.locator("#search").inputValue()).toBe("jk?");
  await page.keyboard.press("Escape");
  expect(await page.locator("#search").inputValue()).toBe("");
  await page.keyboard.press("?");
  expect(await page.locator("dialog[open] dt").allTextContents()).toContain("Enter");
  await page.keyboard.press("Escape");
  expect(await page.locator("dialog[open]").count()).toBe(0);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.activeElement.tagName")).toBe("H2");
  expect(complaints).toEqual([]);
});

inBrowser("the colors follow the machine until the reader says otherwise", async () => {
  const page = await opened(three, "", { colorScheme: "dark" });
  const ground = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
  const dark = await ground();
  await page.locator("#theme").click();
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.emulateMedia({ colorScheme: "light" });
  await page.keyboard.press("t");
  expect(await ground()).toBe(dark);
});

const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"&amp;\u202e\u0007';

inBrowser("what a repository holds is text and nothing else", async () => {
  const path = `app/${hostile}.py`;
  const text = `channel = "${hostile}"\n`;
  const at = { path, span: { start: 0, end: 10 } };
  const evil = decided(
    `"><script>alert(3)</script>`,
    {
      message: hostile,
      advice: hostile,
      at,
      trace: [{ at, message: hostile, process: "parent" }],
      fork: { at, by: hostile, method: "fork" },
    },
    { ...safeFix, detail: hostile, files: [path] },
  );
  const result = resultOf([evil], {
    changes: [{ path, before: text, after: `${text}${hostile}\n` }],
    notices: [{ code: "x", path, line: 1, message: hostile }],
    graph: {
      programs: [
        {
          entry: path,
          processes: [{ parent: null, label: hostile, fork: null, target: null, several: false, implicit: false }],
          objects: [
            {
              process: 0,
              kind: "channel",
              aio: false,
              maker: hostile,
              library: hostile,
              target: hostile,
              at,
              firstUse: at,
            },
          ],
          holdings: [],
          findings: [
            { rule: "GFF101", severity: "error", fingerprint: evil.finding.fingerprint, process: 0, object: 0 },
          ],
          omitted: 0,
        },
      ],
      omitted: 0,
    },
    sources: new Map([[path, text]]),
  });
  const page = await opened(result);
  await page.keyboard.press("j");
  expect(await page.locator("h2").first().textContent()).toContain("</script><script>alert(1)");
  expect(await page.locator("h2").first().textContent()).toContain("\\u202e\\x07");
  expect(await page.locator("main .row .text").first().textContent()).toContain("<img src=x");
  expect(await page.locator("img, script:not([id]):nth-of-type(n+3)").count()).toBe(0);
  expect(complaints).toEqual([]);
});

inBrowser("nothing can be loaded or run from outside", async () => {
  const page = await opened(three);
  await page.evaluate(
    `document.body.insertAdjacentHTML("beforeend", "<img src='https://example.org/a.png'><i onclick='alert(1)'></i>")`,
  );
  await page.evaluate(
    `document.body.append(Object.assign(document.createElement("script"), { textContent: "window.ran = 1" }))`,
  );
  expect(await page.evaluate("window.ran")).toBeUndefined();
  const isRefusal = (text: string) => text.includes("Content Security Policy");
  expect(complaints.filter((text) => !isRefusal(text))).toEqual(["https://example.org/a.png", "refused: csp"]);
  expect(complaints.filter(isRefusal).length).toBeGreaterThan(0);
});

inBrowser("with 500 findings, what is done touches what is shown alone", async () => {
  const many = Array.from({ length: 500 }, (_, index) => decided(`f${index}`, { message: `item-${index}- of many` }));
  const page = await opened(resultOf(many));
  const touched = async (act: () => Promise<void>): Promise<number> => {
    await page.evaluate(`(() => {
      window.touched = 0;
      window.observer = new MutationObserver((all) => { for (const one of all) window.touched += 1 + one.addedNodes.length + one.removedNodes.length; });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    })()`);
    await act();
    return (await page.evaluate(
      `(() => { observer.takeRecords().forEach(() => touched++); observer.disconnect(); return touched; })()`,
    )) as number;
  };
  expect(await page.locator(".step").count()).toBe(0);
  expect(await touched(() => page.keyboard.press("j"))).toBeLessThan(12);
  expect(await touched(() => page.keyboard.press("j"))).toBeLessThan(12);
  expect(await touched(() => page.locator("#search").fill("item-42-"))).toBeLessThan(520);
  expect(await items(page)).toEqual(["item-42- of many"]);
  expect(await touched(() => page.locator("#search").fill("item-42- of"))).toBeLessThan(5);
  expect(await page.locator(".step").count()).toBe(2);
});

inBrowser("on paper stands everything that is wanted", async () => {
  const page = await opened(three);
  await page.locator("[data-filter=warning]").click();
  await page.emulateMedia({ media: "print" });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await page.locator(".paper .finding").count()).toBe(2);
  expect(await page.locator(".side").isVisible()).toBe(false);
  expect(await page.locator(".paper .program").isVisible()).toBe(true);
});

inBrowser("on a narrow screen a finding takes the place of the list", async () => {
  const page = await opened(three, "", { viewport: { width: 390, height: 800 } });
  expect(await page.locator(".list").isVisible()).toBe(true);
  await page.locator(".item").first().click();
  expect(await page.locator(".list").isVisible()).toBe(false);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await page.locator(".back").click();
  expect(await page.locator(".list").isVisible()).toBe(true);
});

inBrowser("without findings it says so", async () => {
  const page = await opened(resultOf([]));
  expect(await page.locator("h2").first().textContent()).toBe("No findings in 2 files.");
  expect(await page.locator(".side").isVisible()).toBe(false);
  expect(complaints).toEqual([]);
});

test("the script of the page is sound by its types", () => {
  const root = resolve(__dirname, "../../..");
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.page.json"], { cwd: root, encoding: "utf8" });
  expect(stdout).toBe("");
});

test("the report is a function of its arguments, and bounded", () => {
  const long = "x".repeat(5000);
  const path = "app/long.py";
  const at = { path, span: { start: 2000, end: 2010 } };
  const step = { at, message: "here", process: "parent" as const };
  const many = Array.from({ length: 1100 }, (_, index) => decided(`f${index}`, { at, trace: Array(60).fill(step) }));
  const result = resultOf(many, {
    sources: new Map([[path, Array(9).fill(long).join("\n")]]),
    changes: [{ path, before: "", after: `${long}\n`.repeat(1000) }],
  });
  const text = report.render(result, view);
  expect(text).toBe(report.render(result, view));
  expect(text).toContain('"omitted":{"findings":100,"programs":0}');
  expect(text.length).toBeLessThan(12_000_000);
  expect(report.render(resultOf([decided("a")]), view).length).toBeLessThan(100_000);
});
