/** Measured figures as text: for the terminal, and for docs/performance.md. Pure. */

function terminalText({ measured, growth, missing, machine, busy }) {
  const rows = [...measured.flatMap((one) => one.rows), ...growth];
  const notes = measured.flatMap(({ tree, notes: own }) => own.map((note) => `${tree?.name ?? "start"}: ${note}`));
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, Node ${machine.node}`,
    ...(isBusy(busy) ? [`THE MACHINE WAS BUSY: ${busy.toFixed(1)} other tasks for each core when this began`] : []),
    "",
    ...aligned([["tree", "what", "median", "spread", "by work", "goal", ""], ...rows.map(cells)]),
    "",
    ...aligned([["tree", "program", "median", "spread", "CPU", "rounds"], ...measured.flatMap(timeCells)]),
    ...(notes.length + missing.length > 0 ? [""] : []),
    ...notes,
    ...missing,
    "",
  ].join("\n");
}

/** Above this many other tasks for each core, a time says more about them than about us. */
const isBusy = (busy) => busy > 0.25;

const BUSY_PAGE = `

**The machine did other work at the same time**, so times are longer than they would be by themselves, and their spread is wide;
"by work" says more.`;

function cells({ tree, what, value, low, high, unit, byWork, goal, isMet }) {
  const amount = unit === "MB" ? `${value.toFixed(0)} MB` : `${figure(value)} ${unit}`;
  const spread = low === high ? "" : `${figure(low)} … ${figure(high)}`;
  return [
    tree,
    what,
    amount,
    spread,
    byWork === null ? "" : figure(byWork),
    goal === null ? "" : goalText(goal, unit),
    isMet === null ? "" : isMet ? "yes" : "NO",
  ];
}

function goalText(goal, unit) {
  const of = unit === "MB" ? " MB" : "";
  return goal.atMost !== undefined ? `at most ${goal.atMost}${of}` : `at least ${goal.atLeast}${of}`;
}

/** Three digits that mean something. */
function figure(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(value >= 1 ? 3 : 2);
}

function timeCells({ tree, times }) {
  return times.map(({ name, seconds, low, high, cpuSeconds, rounds }) => [
    tree?.name ?? "–",
    name,
    `${figure(seconds)} s`,
    `${figure(low)} … ${figure(high)}`,
    cpuSeconds === null ? "" : `${figure(cpuSeconds)} s`,
    String(rounds),
  ]);
}

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
}

/** docs/performance.md. What depends on the day is left out. */
function performancePage({ measured, growth, missing, machine, peers, seed, busy }) {
  const trees = measured.flatMap(({ tree }) => (tree === null ? [] : [tree]));
  const rows = [...measured.flatMap((one) => one.rows), ...growth];
  const notes = [
    ...measured.flatMap(({ tree, notes: own }) => own.map((note) => `${tree?.name ?? "start"}: ${note}`)),
    ...missing,
  ];
  const versions = Object.entries(peers).flatMap(([name, peer]) => (peer === null ? [] : [`${name} ${peer.version}`]));
  return `# How fast it is

Written by \`npm run bench -- --report\`; do not edit.

Measured on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.system}, with Node ${machine.node} and git ${machine.git}. Against
${versions.join(", ") || "nothing"}.${isBusy(busy) ? BUSY_PAGE : ""}

## What is measured

Trees are made from a seed (\`node bench/trees.js --seed ${seed}\`): modules of a shop in packages that import each other, in sizes like those of
real code, in git's index. In a sparse tree under 2 % of the files have to do with gRPC or forks, in a dense one every module
imports grpc and calls it.

${table([["tree", "Python files", "MB", "kind"], ...trees.map((tree) => [tree.name, count(tree.files), (tree.bytes / 1e6).toFixed(1), tree.kind])])}

All programs run in turns on the same tree, in a warm file cache, after a round that does not count. A ratio is the median of the ratios
of all rounds, and its spread goes from the least to the greatest of them. "By work" is the same ratio of processor times: what all
cores spent together, where it is long enough to be measured.

- **cold** is \`grpc-fork-fix --no-cache\`, **warm** the second run with one \`--cache-dir\`.
- **ripgrep** lists the files that have one of the signs of gRPC or of a fork by which our tool chooses what it looks at
  (\`src/link/seeds.ts\`). It answers a smaller question, and is the measure of what reading all files costs.
- **ast-grep** finds the calls \`grpc.insecure_channel($$$)\`, **ruff** checks names (\`--select F\`), **LibCST** parses and does nothing else.
- **Memory** is the sum of the high-water marks (VmHWM) of our process and its children.

## Figures

${table([["tree", "what", "median", "spread", "by work", "goal", "met"], ...rows.map(cells)])}

## Times

${table([["tree", "program", "median", "spread", "processor time", "rounds"], ...measured.flatMap(timeCells)])}
${notes.length === 0 ? "" : `\n${notes.map((note) => `- ${note}\n`).join("")}`}
## Measure it yourself

    npm run bench -- --install-peers          # ripgrep, ast-grep, ruff and LibCST, privately in a scratch folder
    npm run bench                             # trees of 1,000, 10,000 and 100,000 files, and a dense one
    npm run bench -- --tree ~/src/project     # a tree of your own
    npm run bench -- --profile                # where the time of one run goes
`;
}

function table([head, ...rows]) {
  const line = (row) => `| ${row.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function count(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

module.exports = { performancePage, terminalText };
