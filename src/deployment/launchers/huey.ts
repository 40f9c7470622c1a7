import { type Launcher, type Program, placeOf } from "./launcher";
import { argumentsIn, constantIn, lastOf, type Syntax } from "./options";
import { moduleTarget } from "./target";

/** huey/consumer_options.py */
const syntax: Syntax = {
  letters: {
    k: "worker-type",
    w: "workers",
    l: "logfile",
    v: "verbose",
    q: "quiet",
    S: "simple",
    n: "no-periodic",
    f: "flush-locks",
  },
  flags: new Set(["verbose", "quiet", "simple", "no-periodic", "flush-locks", "disable-health-check"]),
};

/** A consumer. Its workers are threads unless it is told otherwise; as processes they are forked, one too. */
export function hueyLauncher(program: Program): Launcher | null {
  const { options, operands } = argumentsIn(program.path, program.words.slice(1), syntax);
  const instance = operands[0]?.text;
  if (instance === undefined) return null;
  const option = lastOf(options, "worker-type");
  const type = option === null ? "thread" : constantIn(option);
  return {
    framework: "huey",
    target: moduleTarget(instance.replace(/\.[^.]*$/, "")),
    folder: program.folder,
    loads: type === "process" ? "preloaded" : "none",
    at: option?.at ?? placeOf(program),
    config: null,
    by: `huey_consumer (${type ?? "unknown worker type"})`,
  };
}
