// The page as a whole: what is shown, where a link leads, keys, colors, paper.

import { data } from "./data.js";
import { counted, make, spotText } from "./dom.js";
import { filterBar, isWanted } from "./filters.js";
import { findingView } from "./finding.js";
import { current, findingList, markCurrent, neighbour, showWanted } from "./list.js";
import { brand, themeButton, toggleTheme } from "./masthead.js";
import { programOf } from "./programs.js";

/** @typedef {import("../page-data").PageFinding} PageFinding */

const root = document.documentElement;
const main = make("main", { id: "main", tabindex: "-1" });
const paper = make("div.paper", { "aria-hidden": "true" });
const status = make("p.status", { role: "status" });

function filtered() {
  const count = showWanted();
  const all = data.findings.length;
  status.textContent = count === all ? counted(all, "finding") : `${count} of ${counted(all, "finding")}`;
}

function header() {
  const errors = data.findings.filter(({ severity }) => severity === "error").length;
  const warnings = data.findings.length - errors;
  const fixes = data.findings.filter(({ fix }) => fix.fate === "fixed").length;
  const number = (/** @type {number} */ count, /** @type {string} */ text, kind = "") =>
    make(`li${kind}`, {}, make("b", {}, count.toLocaleString("en")), ` ${text}`);
  return make(
    "header.top",
    {},
    brand({ href: "#", "aria-label": "grpc-fork-fix, overview" }),
    make(
      "ul.numbers",
      { "aria-label": "Counts" },
      errors > 0 && number(errors, errors === 1 ? "error" : "errors", ".error"),
      (warnings > 0 || errors === 0) && number(warnings, warnings === 1 ? "warning" : "warnings", ".warning"),
      number(fixes, data.mode === "write" ? "fixed" : "fixable", fixes > 0 ? ".safe" : ""),
    ),
    themeButton(),
    make(
      "button.plain",
      { type: "button", id: "help", "aria-label": "Keys", "aria-keyshortcuts": "?", click: openHelp },
      "?",
    ),
  );
}

function overview() {
  const { findings, notices, files, omitted } = data;
  const broken = data.programs.filter((program) => program.findings.length > 0);
  // What is well is worth a look after what is not.
  const programs = [...broken, ...data.programs.filter((program) => !broken.includes(program))];
  const quiet = findings.length === 0 ? `No findings in ${counted(files, "file")}.` : "";
  const more = [
    omitted.findings > 0 &&
      `${counted(omitted.findings, "more finding")} did not fit on this page; the other formats have them.`,
    omitted.programs > 0 && `${counted(omitted.programs, "more program")} did not fit.`,
  ].filter((one) => one !== false);
  return make(
    "div.overview",
    {},
    make("h2", { tabindex: "-1" }, quiet || "The processes of your programs"),
    programs.length > 0 &&
      make(
        "p.lead",
        {},
        "A column is a process, with what it makes and what it gets from its parent. What breaks is red.",
      ),
    ...more.map((text) => make("p.quiet", {}, text)),
    ...programs.map(programOf),
    notices.length > 0 &&
      make(
        "section.notices",
        {},
        make("h3", {}, "Notes"),
        make(
          "ul",
          {},
          ...notices.map(({ path, line, message, code }) =>
            make(
              "li",
              {},
              path !== null && make("span.spot", {}, `${path}${line === null ? "" : `:${line}`} `),
              message,
              make("span.quiet", {}, ` (${code})`),
            ),
          ),
        ),
      ),
  );
}

/** @type {PageFinding | null | undefined} */
let shown;

/** Shows what the address asks for, if that is not there yet: a finding, or the overview. */
function follow() {
  const finding = data.findings.find(({ id }) => id === location.hash.slice(1)) ?? null;
  if (finding === shown) return;
  shown = finding;
  main.replaceChildren(finding === null ? overview() : findingView(finding));
  main.prepend(make("a.back", { href: "#" }, "← Overview"));
  root.classList.toggle("has-finding", finding !== null);
  document.title = `${finding === null ? counted(data.findings.length, "finding") : `${finding.rule} ${spotText(finding)}`} · grpc-fork-fix`;
  markCurrent(finding?.id ?? null);
  main.scrollTop = 0;
}

/** @param {string | null} id */
function go(id) {
  if (id === null) return;
  location.hash = id;
  // Not when the browser comes to say that it has changed: keys may be faster.
  follow();
}

const keys = {
  j: "next finding",
  k: "previous finding",
  Enter: "read it",
  "/": "search",
  o: "overview",
  t: "light or dark",
  "?": "this list",
  Esc: "leave",
};
const help = /** @type {HTMLDialogElement} */ (
  make(
    "dialog.help",
    { "aria-label": "Keys" },
    make("h2", {}, "Keys"),
    make(
      "dl",
      {},
      ...Object.entries(keys).flatMap(([key, text]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, text)]),
    ),
    make("form", { method: "dialog" }, make("button", {}, "Close")),
  )
);

function openHelp() {
  if (!help.open) help.showModal();
}

/** @type {Record<string, () => void>} */
const actions = {
  j: () => go(neighbour(1)),
  k: () => go(neighbour(-1)),
  ArrowDown: () => go(neighbour(1)),
  ArrowUp: () => go(neighbour(-1)),
  Enter: () => (current === null ? go(neighbour(1)) : main.querySelector("h2")?.focus()),
  "/": () => document.getElementById("search")?.focus(),
  o: () => go(""),
  t: toggleTheme,
  "?": openHelp,
};

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const isTyping = target.matches("input, select, textarea");
  if (event.key === "Escape") return leave(isTyping ? target : null);
  // What has the focus is scrolled by arrows and opened by Enter.
  const isOwn = target.matches("a, button, summary, .code, .scroll") && /^(Enter|Arrow)/.test(event.key);
  const action = isTyping || isOwn ? undefined : actions[event.key];
  if (action === undefined) return;
  event.preventDefault();
  action();
}

/** @param {HTMLElement | null} field */
function leave(field) {
  if (field === null) return go("");
  field.blur();
  if (field instanceof HTMLInputElement && field.value !== "") {
    field.value = "";
    field.dispatchEvent(new Event("input"));
  }
}

/** On paper stands every wanted finding, one after the other. */
const mostOnPaper = 100;

function fillPaper() {
  const printed = data.findings.filter(isWanted).slice(0, mostOnPaper);
  paper.replaceChildren(overview(), ...printed.map(findingView));
}

document
  .getElementById("page")
  ?.append(
    make("a.skip", { href: "#main" }, "To the finding"),
    header(),
    make(
      "div.panes",
      {},
      make("nav.side", { "aria-label": "Findings" }, filterBar(filtered), status, findingList()),
      main,
    ),
    paper,
    help,
  );
if (data.findings.length === 0) root.classList.add("is-empty");
addEventListener("hashchange", follow);
addEventListener("keydown", onKey);
addEventListener("beforeprint", fillPaper);
addEventListener("afterprint", () => paper.replaceChildren());
filtered();
follow();
