// A program as lanes: each process is a column, each thing that happens a row.

import { data } from "./data.js";
import { counted, make, spotOf } from "./dom.js";

/** @typedef {import("../page-data").PageProgram} PageProgram */

/**
 * @typedef {object} Mark What happens in a row.
 * @property {number} lane
 * @property {number | null} from The lane that a line comes from.
 * @property {string} kind
 * @property {number | null} object
 * @property {HTMLElement} card
 */

/** @param {PageProgram} program */
export function programOf(program) {
  const marks = program.processes.flatMap((_, lane) => marksOf(program, lane));
  const grid = make("div.lanes-grid");
  grid.style.setProperty("--lanes", String(program.processes.length));
  program.processes.forEach((_, lane) => {
    grid.append(rail(lane, marks));
  });
  marks.forEach((mark, index) => {
    const row = index + 1;
    if (mark.from !== null) grid.append(lineOf(mark, row));
    const made = mark.kind === "held.hot" ? marks.findIndex((one) => one.object === mark.object) : -1;
    if (made >= 0) grid.append(...threadOf(mark.from ?? 0, made + 1, row));
    grid.append(placed(mark.card, mark.lane, row));
  });
  const isCut = program.omitted > 0;
  return make(
    "section.program",
    { "aria-label": `Processes of ${program.entry}` },
    make("h3", {}, program.entry, make("span.quiet", {}, programSummary(program))),
    make("div.scroll", { tabindex: "0", role: "group", "aria-label": `Drawing of ${program.entry}` }, grid),
    isCut && make("p.quiet", {}, `${program.omitted} more processes and objects are not drawn.`),
  );
}

/** @param {PageProgram} program */
function programSummary({ processes, findings }) {
  const children = processes.filter(({ parent }) => parent !== null).length;
  return [
    counted(children, "child process").replace("processs", "processes"),
    findings.length > 0 && counted(findings.length, "finding"),
  ]
    .filter((part) => part !== false)
    .join(", ");
}

/** @param {import("../page-data").PageProcess} process */
function laneHead({ parent, label, several, by, method, at, implicit }) {
  if (parent === null) return make("div.lane-head", {}, make("b", {}, label), make("span", {}, "the program"));
  const how = implicit ? "the framework forks" : method === "fork" ? "fork" : `start method ${method}`;
  return make(
    "div.lane-head.child",
    {},
    make("b", {}, label),
    make("span", {}, several ? "children, several at a time" : "child"),
    make("span", {}, `${by} (${how})`),
    at && spotOf(at),
  );
}

/**
 * What happens in a process, in this order: it is forked, it gets objects, it makes its own.
 *
 * @param {PageProgram} program
 * @param {number} lane
 * @returns {Mark[]}
 */
function marksOf(program, lane) {
  const process = program.processes[lane];
  if (!process) return [];
  /** @type {Mark[]} */
  const marks = [];
  marks.push({ lane, from: process.parent, kind: "fork", object: null, card: laneHead(process) });
  for (const holding of program.holdings) {
    if (holding.process !== lane) continue;
    const findings = program.findings.filter((one) => one.process === lane && one.object === holding.object);
    const from = program.objects[holding.object]?.process ?? null;
    const kind = findings.length > 0 ? "held.hot" : "held";
    marks.push({ lane, from, kind, object: holding.object, card: heldCard(program, holding, findings) });
  }
  program.objects.forEach((object, index) => {
    if (object.process !== lane) return;
    const own = program.findings.filter((one) => one.object === index && !isHeldAt(program, one));
    marks.push({ lane, from: null, kind: "made", object: index, card: madeCard(object, own) });
  });
  const others = program.findings.filter(({ object, process: at }) => object === null && (at ?? 0) === lane);
  if (others.length > 0)
    marks.push({
      lane,
      from: null,
      kind: "other",
      object: null,
      card: make("div.card", {}, ...others.map(findingLink)),
    });
  return marks;
}

/**
 * @param {PageProgram} program
 * @param {{ process: number | null, object: number | null }} finding
 */
function isHeldAt({ holdings }, { process, object }) {
  return holdings.some((one) => one.process === process && one.object === object);
}

/**
 * @param {import("../page-data").PageObject} object
 * @param {readonly { id: string }[]} findings
 */
function madeCard({ name, maker, target, at, firstUse }, findings) {
  return make(
    `div.card.made${findings.length > 0 ? ".hot" : ""}`,
    {},
    make("b", {}, `makes a ${name}`),
    make("span", {}, target === null ? maker : `${maker} → ${target}`),
    spotOf(at),
    firstUse && make("span.quiet", {}, "in use from ", spotOf(firstUse)),
    ...findings.map(findingLink),
  );
}

/**
 * @param {PageProgram} program
 * @param {import("../page-data").PageHolding} holding
 * @param {readonly { id: string }[]} findings
 */
function heldCard({ objects }, { object, state, handed, uses }, findings) {
  const name = objects[object]?.name ?? "object";
  const [first, ...others] = uses;
  return make(
    `div.card.held${findings.length > 0 ? ".hot" : ""}`,
    {},
    make("b", {}, `${handed ? "is handed" : "inherits"} the ${name}`),
    make("span", {}, `${stateText(state)} at the fork`),
    first
      ? make("span.use", {}, "uses it in ", spotOf(first), others.length > 0 && ` and ${others.length} more`)
      : make("span.quiet", {}, "does not use it"),
    ...findings.map(findingLink),
  );
}

/** @param {string} state */
function stateText(state) {
  return (
    { created: "not used yet", warm: "connected", "in-flight": "with a call under way", busy: "in use by a thread" }[
      state
    ] ?? state
  );
}

/** @param {{ id: string }} mark */
function findingLink({ id }) {
  const finding = data.findings.find((one) => one.id === id);
  return make(`a.badge.${finding?.severity ?? "warning"}`, { href: `#${id}` }, finding?.rule ?? id);
}

/**
 * The lane itself, from where the process begins to the last row.
 *
 * @param {number} lane
 * @param {readonly Mark[]} marks
 */
function rail(lane, marks) {
  const start = marks.findIndex((mark) => mark.lane === lane) + 1;
  const element = make(marks[start - 1]?.from === null ? "i.lane-rail" : "i.lane-rail.child", {
    "aria-hidden": "true",
  });
  element.style.gridColumn = String(lane + 1);
  element.style.gridRow = `${start} / ${marks.length + 1}`;
  return element;
}

/**
 * The way of an object down its own lane, from where it is made to where it leaves.
 *
 * @param {number} lane
 * @param {number} from
 * @param {number} to
 */
function threadOf(lane, from, to) {
  return ["upper", "lower"].map((half) => {
    const element = make(`i.lane-thread.${half}`, { "aria-hidden": "true" });
    element.style.gridColumn = String(lane + 1);
    element.style.gridRow = half === "upper" ? `${from} / ${to}` : String(to);
    return element;
  });
}

/**
 * The line on which a process or an object comes over from another lane.
 *
 * @param {Mark} mark
 * @param {number} row
 */
function lineOf({ lane, from, kind }, row) {
  const [left, right] = [Math.min(lane, from ?? lane), Math.max(lane, from ?? lane)];
  const element = make(`i.lane-line.${kind}`, { "aria-hidden": "true" });
  element.style.gridColumn = `${left + 1} / ${right + 1}`;
  element.style.gridRow = String(row);
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {number} lane
 * @param {number} row
 */
function placed(element, lane, row) {
  element.style.gridColumn = String(lane + 1);
  element.style.gridRow = String(row);
  return element;
}
