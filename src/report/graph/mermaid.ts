import type { Drawing, DrawnHolding } from "./drawing";

/** One flowchart, as GitHub, GitLab and mermaid.live draw it. https://mermaid.js.org/syntax/flowchart.html */
export function mermaidGraph(drawings: readonly Drawing[]): string {
  const lines: string[] = [];
  const broken: number[] = [];
  let edges = 0;
  const edge = (text: string, isBroken: boolean) => {
    if (isBroken) broken.push(edges);
    edges++;
    lines.push(`    ${text}`);
  };
  drawings.forEach((drawing, index) => {
    const id = (kind: "p" | "o", number: number) => `g${index}${kind}${number}`;
    lines.push(`  subgraph g${index} [${label([drawing.entry])}]`);
    drawing.processes.forEach(({ label: name, start, rules }, number) => {
      lines.push(`    ${id("p", number)}[${label([name, start, rules.join(", ")])}]:::process`);
    });
    drawing.objects.forEach(({ name, made, rules }, number) => {
      const kind = rules.length > 0 ? "broken" : "object";
      lines.push(`    ${id("o", number)}([${label([name, made, rules.join(", ")])}]):::${kind}`);
    });
    drawing.processes.forEach(({ parent }, number) => {
      if (parent !== null) edge(`${id("p", parent)} -->|${label(["starts"])}| ${id("p", number)}`, false);
    });
    drawing.objects.forEach(({ process }, number) => {
      edge(`${id("p", process)} -->|${label(["makes"])}| ${id("o", number)}`, false);
    });
    for (const holding of drawing.holdings) {
      const isBroken = holding.rules.length > 0;
      const arrow = isBroken ? "==>" : "-.->";
      edge(`${id("o", holding.object)} ${arrow}|${label(heldLines(holding))}| ${id("p", holding.process)}`, isBroken);
    }
    lines.push("  end");
  });
  return [
    "flowchart LR",
    ...lines,
    "  classDef process stroke:#2563a8,stroke-width:2px",
    "  classDef object stroke:#777777",
    "  classDef broken stroke:#c42b1c,stroke-width:2px",
    ...(broken.length > 0 ? [`  linkStyle ${broken.join(",")} stroke:#c42b1c,stroke-width:3px`] : []),
    "",
  ].join("\n");
}

function heldLines({ verb, text, rules }: DrawnHolding): readonly string[] {
  return [rules.join(", "), verb, text];
}

/** A quoted text of several lines. What means something to Mermaid or to HTML becomes an entity, of which `#` is the mark. */
function label(lines: readonly string[]): string {
  const escaped = lines.flatMap((line) =>
    line === "" ? [] : [line.replace(/[#&<>"`\\|]/g, (one) => `#${one.charCodeAt(0)};`)],
  );
  return `"${escaped.join("<br/>")}"`;
}
