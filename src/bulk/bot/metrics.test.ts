/** The text format as Prometheus reads it: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
import { newMetrics } from "./metrics";

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\n"])*"';
const VALUE = "[+-]?(?:\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?|Inf|NaN)";
const comment = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`);
const sample = new RegExp(`^(${NAME})(?:\\{(${LABEL}(?:,${LABEL})*)\\})? (${VALUE})$`);
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: [""],
  gauge: [""],
  summary: ["_sum", "_count"],
};

/** A sentence for each thing that Prometheus, or the linter of its `promtool check metrics`, would not have. */
function faultsIn(text: string): readonly string[] {
  const faults: string[] = [];
  const families = new Map<string, { help: number; type: string | null; samples: number }>();
  const series = new Set<string>();
  let current = "";
  if (!text.endsWith("\n")) faults.push("the last line has no end");
  for (const line of text.replace(/\n$/, "").split("\n")) {
    const [, kind, family = "", said = ""] = comment.exec(line) ?? [];
    const [, name = "", labels = ""] = sample.exec(line) ?? [];
    if (kind !== undefined) {
      const known = families.get(family) ?? { help: 0, type: null, samples: 0 };
      if (family !== current && families.has(family)) faults.push(`${family} is in two places`);
      if (known.samples > 0) faults.push(`${family} is described after its samples`);
      if (kind === "TYPE" && known.type !== null) faults.push(`${family} has two types`);
      if (kind === "TYPE" && !(said in SUFFIXES)) faults.push(`${family} has no type that we use: ${said}`);
      families.set(family, { ...known, ...(kind === "HELP" ? { help: known.help + 1 } : { type: said }) });
      current = family;
    } else if (name !== "") {
      const known = families.get(current);
      if (!SUFFIXES[known?.type ?? ""]?.some((suffix) => name === current + suffix))
        faults.push(`${line} is in ${current}`);
      if (known) known.samples++;
      const keys = labels.split(",").map((label) => label.split("=", 1)[0]);
      if (new Set(keys).size < keys.length) faults.push(`${line} has a label twice`);
      const key = `${name} ${labels.split(",").sort().join()}`;
      if (series.has(key)) faults.push(`${line} is there twice`);
      series.add(key);
    } else faults.push(`not understood: ${line}`);
  }
  for (const [family, { help, type }] of families) {
    if (help !== 1) faults.push(`${family} has no help, or more than one`);
    if (type === "counter" && !family.endsWith("_total")) faults.push(`the counter ${family} does not end with _total`);
    if (type !== "counter" && family.endsWith("_total")) faults.push(`${family} ends with _total and is no counter`);
  }
  return faults;
}

const gauges = { waiting: 0, repositories: new Map([["open", 2]]) };

test("what Prometheus gets is in its format, at first and later", () => {
  const metrics = newMetrics();
  expect(faultsIn(metrics.text({ waiting: 0, repositories: new Map() }))).toEqual([]);
  metrics.delivered("accepted");
  metrics.delivered("too-large");
  metrics.worked("review", "done", 1_234);
  metrics.worked("review", "done", 0.000_001);
  metrics.worked("review", "given-up", 3e30);
  metrics.worked("refresh", "later", 0);
  const text = metrics.text(gauges);
  expect(faultsIn(text)).toEqual([]);
  expect(text).toContain('grpc_fork_fix_bot_job_seconds_count{job="review",outcome="done"} 2\n');
});

test.each([
  ["a 1", "a 1\n", "is in"],
  ["no end", "# HELP a A.\n# TYPE a gauge\na 1", "has no end"],
  ["two series", "# HELP a A.\n# TYPE a gauge\na 1\na 2\n", "is there twice"],
  ["an open string", '# HELP a A.\n# TYPE a gauge\na{b="c} 1\n', "not understood"],
  ["a counter", "# HELP a A.\n# TYPE a counter\na 1\n", "does not end with _total"],
  ["no value", "# HELP a A.\n# TYPE a gauge\na undefined\n", "not understood"],
])("the check itself sees %s", (_, text, fault) => {
  expect(faultsIn(text)).toContainEqual(expect.stringContaining(fault));
});
