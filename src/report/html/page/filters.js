// Which findings are wanted.

import { data } from "./data.js";
import { make, spotText } from "./dom.js";

/** @typedef {import("../page-data").PageFinding} PageFinding */

/**
 * @typedef {object} Wanted
 * @property {string} text
 * @property {string} path
 * @property {Set<string>} off What is switched off: rules, severities, states of the fix.
 */

/** @type {Wanted} */
const wanted = { text: "", path: "", off: new Set() };

/** @type {ReadonlyMap<string, string>} */
const searchTexts = new Map(
  data.findings.map((finding) => [
    finding.id,
    [
      finding.rule,
      data.rules[finding.rule]?.name,
      finding.message,
      spotText(finding),
      finding.fork?.by,
      finding.fix.transform,
      finding.fix.reason,
      finding.id,
    ]
      .join(" ")
      .toLowerCase(),
  ]),
);

/** @param {PageFinding} finding */
export function isWanted({ id, rule, severity, path, steps, fix }) {
  if (wanted.off.has(rule) || wanted.off.has(severity) || wanted.off.has(`fix:${fix.status}`)) return false;
  if (wanted.path !== "" && path !== wanted.path && !steps.some((step) => step.path === wanted.path)) return false;
  const text = searchTexts.get(id) ?? "";
  return wanted.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/**
 * The row of switches and fields over the list; `changed` is called after each change.
 *
 * @param {() => void} changed
 */
export function filterBar(changed) {
  const search = /** @type {HTMLInputElement} */ (
    make("input", {
      id: "search",
      type: "search",
      placeholder: "Search",
      "aria-label": "Search findings",
      "aria-keyshortcuts": "/",
    })
  );
  search.addEventListener("input", () => {
    wanted.text = search.value.trim();
    changed();
  });
  const groups = [
    switches(
      "Severity",
      ["error", "warning"],
      (one) => data.findings.filter((f) => f.severity === one).length,
      (one) => one,
      changed,
    ),
    switches(
      "Fix",
      ["fix:safe", "fix:unsafe", "fix:none"],
      (one) => data.findings.filter((f) => `fix:${f.fix.status}` === one).length,
      (one) => ({ "fix:safe": "safe fix", "fix:unsafe": "unsafe fix" })[one] ?? "no fix",
      changed,
    ),
    switches(
      "Rule",
      [...new Set(data.findings.map(({ rule }) => rule))].sort(),
      (one) => data.findings.filter((f) => f.rule === one).length,
      (one) => one,
      changed,
    ),
  ];
  return make(
    "form.filters",
    { role: "search", submit: (event) => event.preventDefault() },
    search,
    pathField(changed),
    ...groups,
  );
}

/** @param {() => void} changed */
function pathField(changed) {
  const paths = [
    ...new Set(data.findings.flatMap((finding) => [finding.path, ...finding.steps.map((step) => step.path)])),
  ].sort();
  const select = /** @type {HTMLSelectElement} */ (
    make(
      "select",
      { "aria-label": "File" },
      make("option", { value: "" }, "All files"),
      ...paths.map((path) => make("option", { value: path }, path)),
    )
  );
  select.addEventListener("change", () => {
    wanted.path = select.value;
    changed();
  });
  return paths.length > 1 ? select : null;
}

/**
 * @param {string} label
 * @param {readonly string[]} names
 * @param {(name: string) => number} countOf
 * @param {(name: string) => string} textOf
 * @param {() => void} changed
 */
function switches(label, names, countOf, textOf, changed) {
  const there = names.filter((name) => countOf(name) > 0);
  if (there.length < 2) return null;
  const buttons = there.map((name) => {
    const button = make(
      "button.switch",
      { type: "button", "aria-pressed": "true", "data-filter": name },
      textOf(name),
      make("span.count", {}, String(countOf(name))),
    );
    button.addEventListener("click", () => {
      const isOn = wanted.off.has(name);
      if (isOn) wanted.off.delete(name);
      else wanted.off.add(name);
      button.setAttribute("aria-pressed", String(isOn));
      changed();
    });
    return button;
  });
  return make("div.switches", { role: "group", "aria-label": label }, ...buttons);
}
