import type { Launcher, Program } from "./launcher";
import { argumentsIn, constantIn, lastOf, type Syntax } from "./options";
import { moduleTarget } from "./target";

/** https://python-rq.org/docs/workers/#command-line-options */
const syntax: Syntax = {
  letters: {
    b: "burst",
    c: "config",
    n: "name",
    P: "path",
    q: "quiet",
    u: "url",
    v: "verbose",
    w: "worker-class",
    j: "job-class",
  },
  flags: new Set([
    "burst",
    "disable-default-exception-handler",
    "disable-job-desc-logging",
    "quiet",
    "verbose",
    "with-scheduler",
    "dequeue-strategy",
  ]),
};

/**
 * A worker. It imports its settings and its own class before it forks, and the module of a job only in the child. The
 * classes `SimpleWorker` and `SpawnWorker` do not fork.
 */
export function rqLauncher(program: Program): Launcher | null {
  const { options, operands } = argumentsIn(program.path, program.words.slice(1), syntax);
  if (!/^worker(?:-pool)?$/.test(operands[0]?.text ?? "")) return null;
  const worker = constantIn(lastOf(options, "worker-class"));
  if (/(?:^|\.)(?:Simple|Spawn)Worker$/.test(worker ?? "")) return null;
  const named = lastOf(options, "config") ?? lastOf(options, "worker-class");
  if (named === null) return null;
  const text = constantIn(named) ?? "";
  return {
    framework: "rq",
    target: moduleTarget(named.name === "config" ? text : text.replace(/\.[^.]*$/, "")),
    folder: program.folder,
    loads: "preloaded",
    at: named.at,
    config: null,
    by: "rq worker",
  };
}
