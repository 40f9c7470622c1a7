import { createColors } from "picocolors";
import type { Colors } from "picocolors/types";
import type { Drawing } from "./drawing";

interface Twig {
  readonly text: string;
  readonly twigs: readonly Twig[];
}

/** Process trees for a terminal: a process, what it makes and gets, and below that its children. */
export function textGraph(drawings: readonly Drawing[], color: boolean): string {
  const colors = createColors(color);
  return drawings.map((drawing) => programText(drawing, colors)).join("\n");
}

function programText(drawing: Drawing, colors: Colors): string {
  const roots = drawing.processes.flatMap(({ parent }, index) =>
    parent === null ? [twigOf(drawing, index, colors)] : [],
  );
  const lines = roots.flatMap((root) => [root.text, ...branches(root.twigs, colors)]);
  const rest = drawing.omitted > 0 ? [colors.dim(`… and ${drawing.omitted} more processes and objects`)] : [];
  return [...lines, ...rest].map((line) => `${line}\n`).join("");
}

function twigOf(drawing: Drawing, index: number, colors: Colors): Twig {
  const process = drawing.processes[index];
  const held = drawing.holdings.filter((one) => one.process === index);
  const made = drawing.objects.filter((one) => one.process === index);
  const children = drawing.processes.flatMap(({ parent }, child) => (parent === index ? [child] : []));
  const start = process?.start ? `  ${colors.dim(process.start)}` : "";
  return {
    text: `${colors.bold(colors.cyan(process?.label ?? ""))}${start}${rulesText(process?.rules ?? [], colors)}`,
    twigs: [
      ...held.map(({ verb, object, text, rules }) =>
        leaf(`${verb} the ${drawing.objects[object]?.name}`, text, rules, colors),
      ),
      ...made.map(({ name, made: how, rules }) => leaf(`makes a ${name}`, how, rules, colors)),
      ...children.map((child) => twigOf(drawing, child, colors)),
    ],
  };
}

function leaf(what: string, text: string, rules: readonly string[], colors: Colors): Twig {
  const isBroken = rules.length > 0;
  const head = isBroken ? colors.red(`✗ ${what}`) : what;
  return { text: `${head}: ${text}${rulesText(rules, colors)}`, twigs: [] };
}

function rulesText(rules: readonly string[], colors: Colors): string {
  return rules.length === 0 ? "" : `  ${colors.bold(colors.red(rules.join(", ")))}`;
}

function branches(twigs: readonly Twig[], colors: Colors): readonly string[] {
  return twigs.flatMap(({ text, twigs: below }, index) => {
    const isLast = index === twigs.length - 1;
    const lines = branches(below, colors);
    return [
      `${colors.dim(isLast ? "└─" : "├─")} ${text}`,
      ...lines.map((line) => `${isLast ? "  " : colors.dim("│ ")} ${line}`),
    ];
  });
}
