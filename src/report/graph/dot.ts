import type { Drawing } from "./drawing";

/** One graph for Graphviz: `dot -Tsvg`. https://graphviz.org/doc/info/lang.html */
export function dotGraph(drawings: readonly Drawing[]): string {
  return [
    "digraph processes {",
    "  rankdir=LR;",
    '  node [fontname="Helvetica", fontsize=11];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...drawings.flatMap((drawing, index) => clusterOf(drawing, index)),
    "}",
    "",
  ].join("\n");
}

const red = 'color="#c42b1c", fontcolor="#c42b1c", penwidth=2';

function clusterOf({ entry, processes, objects, holdings }: Drawing, index: number): readonly string[] {
  const id = (kind: "p" | "o", number: number) => `g${index}${kind}${number}`;
  const style = (rules: readonly string[]) => (rules.length > 0 ? `, ${red}` : "");
  return [
    `  subgraph cluster_${index} {`,
    `    label=${quoted([entry])}; color="#bbbbbb"; fontname="Helvetica";`,
    ...processes.map(({ label, start, rules }, number) => {
      const text = quoted([label, start, rules.join(", ")]);
      return `    ${id("p", number)} [shape=box, label=${text}${style(rules)}];`;
    }),
    ...objects.map(({ name, made, rules }, number) => {
      const text = quoted([name, made, rules.join(", ")]);
      return `    ${id("o", number)} [shape=ellipse, label=${text}${style(rules)}];`;
    }),
    ...processes.flatMap(({ parent }, number) =>
      parent === null ? [] : [`    ${id("p", parent)} -> ${id("p", number)} [label="starts"];`],
    ),
    ...objects.map(({ process }, number) => `    ${id("p", process)} -> ${id("o", number)} [label="makes"];`),
    ...holdings.map(({ object, process, verb, text, rules }) => {
      const label = quoted([rules.join(", "), verb, text]);
      const looks = rules.length > 0 ? red : "style=dashed";
      return `    ${id("o", object)} -> ${id("p", process)} [label=${label}, ${looks}];`;
    }),
    "  }",
  ];
}

/** A text of several lines between double quotes. */
function quoted(lines: readonly string[]): string {
  const escaped = lines.flatMap((line) => (line === "" ? [] : [line.replace(/[\\"]/g, "\\$&")]));
  return `"${escaped.join("\\n")}"`;
}
