import { folderFrom } from "../folder";
import { type Launcher, type Program, placeOf } from "./launcher";
import { argumentsIn, constantIn, lastOf, type Syntax } from "./options";
import { moduleTarget } from "./target";

/** https://docs.celeryq.dev/en/stable/reference/cli.html, and the options of `celery worker` before 5.0. */
const syntax: Syntax = {
  letters: {
    A: "app",
    B: "beat",
    C: "no-color",
    D: "detach",
    E: "task-events",
    P: "pool",
    q: "quiet",
  },
  flags: new Set([
    "autoreload",
    "beat",
    "detach",
    "disable-prefetch",
    "discard",
    "events",
    "help",
    "no-color",
    "no-execv",
    "purge",
    "quiet",
    "skip-checks",
    "task-events",
    "verbose",
    "version",
    "without-gossip",
    "without-heartbeat",
    "without-mingle",
  ]),
};

/**
 * A worker. Its pool is prefork unless another is asked for, also with one child, and the modules of its tasks are
 * imported in the main process before it forks. What only sends or schedules tasks (beat, flower) forks nothing.
 */
export function celeryLauncher(program: Program): Launcher | null {
  const { options, operands } = argumentsIn(program.path, program.words.slice(1), syntax);
  if (!isWorker(operands.map(({ text }) => text))) return null;
  const workdir = constantIn(lastOf(options, "workdir"));
  const option = lastOf(options, "pool");
  const pool = option === null ? "prefork" : (constantIn(option) ?? "unknown pool");
  return {
    framework: "celery",
    target: moduleTarget(constantIn(lastOf(options, "app"))),
    folder: workdir === null ? program.folder : folderFrom(program.folder, workdir),
    // `processes` is an old name of prefork.
    loads: /^(?:prefork|processes)$/.test(pool) ? "preloaded" : "none",
    at: option?.at ?? placeOf(program),
    config: constantIn(lastOf(options, "config")),
    by: `celery worker (${pool})`,
  };
}

function isWorker([command, argument]: readonly string[]): boolean {
  return command === "worker" || (command === "multi" && /^(?:re)?start$/.test(argument ?? ""));
}
