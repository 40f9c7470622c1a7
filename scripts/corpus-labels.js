/**
 * Compares the findings of a tree with its labels. A label is a case that a person judged: `tp` is a bug, `fp` looks
 * like one and is none, `ok` is a correct program that does the same work.
 */

/** What the labels say of `findings`: which strict cases were found or missed, which findings are false, which are other. */
function judge(cases, findings) {
  const bugs = cases.filter((label) => label.kind === "tp");
  const strict = bugs.filter((label) => label.strict);
  const isFound = (label) => findings.some((finding) => matches(finding, label));
  const unexplained = findings.filter((finding) => !bugs.some((label) => matches(finding, label)));
  const innocent = cases.filter((label) => label.kind !== "tp");
  const isFalse = (finding) => innocent.some((label) => contradicts(finding, label));
  return {
    strict: strict.length,
    found: strict.filter(isFound).length,
    missed: strict.filter((label) => !isFound(label)),
    loose: bugs.filter((label) => !label.strict).map((label) => ({ label, found: isFound(label) })),
    false: unexplained.filter(isFalse),
    other: unexplained.filter((finding) => !isFalse(finding)),
  };
}

/** A label may say that the fork is in a framework, outside the tree: then the tool names the line that decides. */
function matches(finding, label) {
  if (!isAt(label.create, finding) || finding.fork === null) return false;
  return label.fork.startsWith("external:") || isAt(label.fork, finding.fork);
}

/** The finding blames the creation of an innocent case, at its fork if the case has one. */
function contradicts(finding, label) {
  if (!isAt(label.create, finding)) return false;
  return label.fork === "-" || finding.fork === null || isAt(label.fork, finding.fork);
}

function isAt(place, { path, line }) {
  return place === `${path}:${line}`;
}

module.exports = { judge };
