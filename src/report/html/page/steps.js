// The way of a finding through the source: two lanes, parent and child, and the object's thread through them.

import { codeBlock } from "./code.js";
import { make, spotOf } from "./dom.js";

/** @typedef {import("../page-data").PageFinding} PageFinding */

/** @typedef {import("../page-data").PageStep} PageStep */

/** @param {PageFinding} finding */
export function stepsOf({ steps }) {
  const fork = steps.findIndex(({ role }) => role === "fork");
  const hasChild = steps.some(({ process }) => process === "child");
  const start = Math.max(
    0,
    steps.findIndex(({ role }) => role === "creation"),
  );
  const rows = steps.map((step, index) => {
    const gutter = gutterOf(steps, index, { start, fork, hasChild });
    const head = make(
      "div.step-head",
      {},
      make("span.step-number", { "aria-hidden": "true" }, String(index + 1)),
      make(`span.process.${step.process}`, {}, step.process),
      make("span.step-text", {}, step.message),
    );
    const code = step.code === null ? null : codeBlock(step.code, step.path);
    return make(`li.step.${step.role}`, {}, gutter, make("div.step-body", {}, head, spotOf(step), code));
  });
  return make(hasChild ? "ol.steps" : "ol.steps.single", {}, ...rows);
}

/**
 * One row of the lanes: rails above and below the dot, hot where the object goes.
 *
 * @param {readonly PageStep[]} steps
 * @param {number} index
 * @param {{ start: number, fork: number, hasChild: boolean }} way
 */
function gutterOf(steps, index, { start, fork, hasChild }) {
  const last = steps.length - 1;
  const { process, role } = /** @type {PageStep} */ (steps[index]);
  const firstInChild = steps.findIndex((step) => step.process === "child");
  const bornInChild = firstInChild >= 0 && start >= firstInChild;
  const parts = [];
  const rail = (/** @type {string} */ lane, /** @type {string} */ half, /** @type {boolean} */ isHot) =>
    parts.push(make(`i.rail.${lane}.${half}${isHot ? ".hot" : ""}`));
  const isUntilFork = (/** @type {number} */ at) => fork < 0 || at <= fork;
  if (index > 0) rail("parent", "upper", index > start && isUntilFork(index) && !bornInChild);
  if (index < last) rail("parent", "lower", index >= start && isUntilFork(index + 1) && !bornInChild && index !== fork);
  if (hasChild && fork >= 0) {
    if (index > fork) rail("child", "upper", bornInChild ? index > start : index > fork);
    if (index >= fork && index < last) rail("child", "lower", bornInChild ? index >= start : true);
    if (index === fork) parts.push(make(bornInChild ? "i.cross" : "i.cross.hot"));
  }
  const lane = hasChild && fork < 0 && process === "child" ? "parent" : process;
  parts.push(make(`i.dot.${lane}.${role}`));
  return make("div.lanes", { "aria-hidden": "true" }, ...parts);
}
