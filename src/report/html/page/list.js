// The list of findings. A row is made once; filters only show and hide it.

import { data } from "./data.js";
import { make, spotOf } from "./dom.js";
import { isWanted } from "./filters.js";

/** @typedef {import("../page-data").PageFinding} PageFinding */

/** @type {Map<string, HTMLElement>} */
const rows = new Map();

/** @param {PageFinding} finding */
function rowOf(finding) {
  const { id, rule, severity, message, fix } = finding;
  const link = make(
    "a.item",
    { href: `#${id}` },
    make(
      "span.item-head",
      {},
      make(`i.mark.${severity}`, { role: "img", "aria-label": severity }),
      make("b", {}, rule),
      spotOf(finding),
    ),
    make("span.item-text", {}, message),
    make(`span.item-fix.${fix.status}`, {}, fix.status === "none" ? "no fix" : `${fix.status} fix`),
  );
  const row = make("li", {}, link);
  rows.set(id, row);
  return row;
}

export function findingList() {
  return make("ul.list", { "aria-label": "Findings" }, ...data.findings.map(rowOf));
}

/** Shows the rows of the wanted findings, touching only those that change. Gives how many there are. */
export function showWanted() {
  let shown = 0;
  for (const finding of data.findings) {
    const isShown = isWanted(finding);
    const row = rows.get(finding.id);
    if (row && row.hidden === isShown) row.hidden = !isShown;
    if (isShown) shown++;
  }
  return shown;
}

/** @type {string | null} */
export let current = null;

/**
 * Marks the row of a finding as the one that is shown.
 *
 * @param {string | null} id
 */
export function markCurrent(id) {
  if (current !== null) rows.get(current)?.firstElementChild?.removeAttribute("aria-current");
  current = id;
  if (id === null) return;
  const link = rows.get(id)?.firstElementChild;
  link?.setAttribute("aria-current", "true");
  link?.scrollIntoView({ block: "nearest" });
}

/**
 * The id of the wanted finding that is so many rows further down; the first or the last where there is none.
 *
 * @param {number} step
 * @returns {string | null}
 */
export function neighbour(step) {
  const ids = data.findings.filter(isWanted).map(({ id }) => id);
  const at = current === null ? -1 : ids.indexOf(current);
  if (at < 0) return ids[step > 0 ? 0 : ids.length - 1] ?? null;
  return ids[Math.min(Math.max(at + step, 0), ids.length - 1)] ?? null;
}
