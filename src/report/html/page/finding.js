// One finding in full.

import { diffBlock } from "./code.js";
import { data } from "./data.js";
import { make, prose, spotOf } from "./dom.js";
import { stepsOf } from "./steps.js";

/** @typedef {import("../page-data").PageFinding} PageFinding */

/** @typedef {import("../page-data").PageFix} PageFix */

/** @param {PageFinding} finding */
export function findingView(finding) {
  const { rule, severity, message, fork, fix, id } = finding;
  return make(
    "article.finding",
    { "aria-labelledby": `title-${id}` },
    make(
      "header",
      {},
      make(
        "p.eyebrow",
        {},
        make(`span.badge.${severity}`, {}, severity),
        make("b", {}, rule),
        ` ${data.rules[rule]?.name ?? ""}`,
      ),
      make("h2", { id: `title-${id}`, tabindex: "-1" }, sentence(message)),
      make(
        "p.meta",
        {},
        spotOf(finding),
        fork && make("span", {}, "forked by ", make("b", {}, fork.by), ` (${fork.method}) in `, spotOf(fork)),
        make("a.quiet", { href: `#${id}` }, "link"),
      ),
    ),
    make(
      "div.columns",
      {},
      make("section.way", {}, make("h3", {}, "How it gets there"), stepsOf(finding)),
      make("section.repair", {}, make("h3", {}, "Repair"), ...repairOf(finding), ...alternativesOf(fix.alternatives)),
    ),
    ruleOf(rule),
  );
}

/** @param {string} text */
function sentence(text) {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

const flagsOf = { fixed: "--write", withheld: "--write --unsafe-fixes", unfixable: "" };

/** @param {PageFinding} finding */
function repairOf({ fix, advice }) {
  const changes = data.changes.filter(({ path }) => fix.fate === "fixed" && fix.files.includes(path));
  const byHand = fix.status === "none" && advice !== "" && make("p", {}, make("b", {}, "By hand: "), `${advice}.`);
  const command = flagsOf[fix.fate];
  return [
    make(
      "p.fix",
      {},
      make(`span.badge.${fix.status}`, {}, fix.status === "none" ? "no fix" : `${fix.status} fix`),
      make("b", {}, fix.transform ?? ""),
      fix.reason !== null && make("code", {}, fix.reason),
    ),
    fix.detail !== "" && make("p", {}, `${sentence(fix.detail)}.`),
    byHand,
    command !== "" &&
      make(
        "p.quiet",
        {},
        data.mode === "write" && fix.fate === "fixed" ? "Written by " : "Taken with ",
        make("code", {}, command),
      ),
    ...changes.map(diffBlock),
    changes.length === 0 && fix.files.length > 0 && make("p.quiet", {}, `It edits ${fix.files.join(", ")}.`),
  ];
}

/** @param {readonly PageFix[]} alternatives */
function alternativesOf(alternatives) {
  if (alternatives.length === 0) return [];
  const rows = alternatives.map(({ status, transform, reason, detail }) =>
    make(
      "li",
      {},
      make(`span.badge.${status}`, {}, status === "none" ? "not possible" : status),
      make("b", {}, ` ${transform ?? ""} `),
      reason !== null && make("code", {}, reason),
      detail !== "" && make("p", {}, `${sentence(detail)}.`),
    ),
  );
  return [make("h3", {}, "Other ways"), make("ul.others", {}, ...rows)];
}

/** @param {string} code */
function ruleOf(code) {
  const rule = data.rules[code];
  if (!rule) return null;
  return make(
    "details.rule",
    {},
    make("summary", {}, `What ${code} means`),
    ...prose(rule.why),
    rule.symptoms.length > 0 && make("h4", {}, "How it shows"),
    make("ul", {}, ...rule.symptoms.map((symptom) => make("li", {}, make("code", {}, symptom)))),
    make("h4", {}, "How safe the repair is"),
    ...prose(rule.fixSafety),
    rule.sources.length > 0 && make("h4", {}, "Sources"),
    make("ul", {}, ...rule.sources.map((source) => make("li", {}, sourceLink(source)))),
  );
}

/** @param {string} source */
function sourceLink(source) {
  return /^https:\/\/\S+$/.test(source) ? make("a", { href: source, rel: "noreferrer" }, source) : source;
}
