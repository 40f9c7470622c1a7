import type { Files } from "../../types";
import { folderFrom } from "../folder";
import { formatOf, startsIn } from "../formats";
import { withoutTemplates } from "../templates";
import { airflowSettings } from "./airflow";
import { celeryLauncher } from "./celery";
import { functionsFrameworkLauncher } from "./functions-framework";
import { gunicornLauncher } from "./gunicorn";
import { hueyLauncher } from "./huey";
import type { Launcher, Program } from "./launcher";
import { pytestLauncher } from "./pytest";
import { rqLauncher } from "./rq";
import { uwsgiLauncher, uwsgiOptions } from "./uwsgi";
import { programOf, unwrapped } from "./wrappers";

/** A file without any of these starts nothing that matters, and is not parsed. */
const words = /gunicorn|uwsgi|celery|functions[-_]framework|--forked|\brq\b|huey_consumer/;

const launcherOf: Readonly<Record<string, (program: Program) => Launcher | null>> = {
  celery: celeryLauncher,
  "functions-framework": functionsFrameworkLauncher,
  gunicorn: gunicornLauncher,
  huey: hueyLauncher,
  pytest: pytestLauncher,
  rq: rqLauncher,
};

/** All launchers in the deployment files, by place. A configuration of uWSGI is one itself where no command names it. */
export function launchersIn(files: Files): readonly Launcher[] {
  const paths = [...(files.deployment ?? [])].sort();
  const programs = paths.flatMap((path) => programsIn(files, path));
  const configurations = new Map(programs.filter(isConfiguration).map((program) => [program.path, program]));
  const named = new Set<string>();
  const started = programs.flatMap((program) => {
    if (isConfiguration(program)) return [];
    return launcherFor(program, (config) => {
      const path = fileNamed(config, program, [...configurations.keys()]);
      const configuration = configurations.get(path ?? "");
      if (path !== null) named.add(path);
      return configuration === undefined ? [] : uwsgiOptions(configuration);
    });
  });
  const configured = [...configurations.values()].filter(({ path }) => !named.has(path)).flatMap(configuredLauncher);
  return inOrder([...started, ...configured, ...airflowSettings(files)]);
}

function programsIn(files: Files, path: string): readonly Program[] {
  const read = files.read(path);
  if (read.kind === "unreadable" || !words.test(read.text)) return [];
  const text = withoutTemplates(read.text);
  return startsIn(path, text)
    .flatMap((start) => unwrapped(text, start))
    .map((start) => ({ ...start, path }));
}

function launcherFor(program: Program, settingsOf: Parameters<typeof uwsgiLauncher>[1]): readonly Launcher[] {
  const name = program.words[0] === undefined ? null : programOf(program.words[0]);
  const launcher = name === "uwsgi" ? uwsgiLauncher(program, settingsOf) : launcherOf[name ?? ""]?.(program);
  return launcher ? [launcher] : [];
}

function isConfiguration({ path }: Program): boolean {
  return formatOf(path)?.name === "uwsgi";
}

/** The head of its section stands for a configuration file. */
function configuredLauncher(program: Program): readonly Launcher[] {
  const [head] = program.words;
  const at = head && { path: program.path, span: head.span };
  const launcher = uwsgiLauncher(program, () => [], at);
  return launcher === null ? [] : [launcher];
}

/** The file that a command means: most often its path is one in a container, so the end of it decides. */
function fileNamed(config: string, { path, folder }: Program, paths: readonly string[]): string | null {
  const written = config.replace(/:[\w-]*$/, "");
  const here = folderFrom(path.split("/").slice(0, -1).join("/") || null, written);
  const exact = [here, folder === null ? null : folderFrom(folder, written), written].find((one) =>
    paths.includes(one ?? ""),
  );
  if (exact) return exact;
  const score = (other: string) => commonEnd(written.split("/"), other.split("/"));
  const most = Math.max(0, ...paths.map(score));
  const best = most === 0 ? [] : paths.filter((other) => score(other) === most);
  return best.length === 1 ? (best[0] ?? null) : null;
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let count = 0;
  while (count < Math.min(a.length, b.length) && a.at(-1 - count) === b.at(-1 - count)) count += 1;
  return count;
}

/** By place, each once: an anchor of YAML brings the same command to several services. */
function inOrder(launchers: readonly Launcher[]): readonly Launcher[] {
  const unique = new Map(launchers.map((launcher) => [JSON.stringify(launcher), launcher]));
  return [...unique.values()].sort(
    (a, b) =>
      compare(a.at.path, b.at.path) ||
      a.at.span.start - b.at.span.start ||
      a.at.span.end - b.at.span.end ||
      compare(a.by, b.by),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
