/** Applications: programs that a framework starts, imports and forks. */
import type { Expression } from "../code";
import { type GunicornSettings, gunicornSettings, type Launcher, type Variable } from "../deployment/index";
import { forEachExpression, forEachStatement } from "../facts/walk";
import { fileOf, type Start } from "../link/start";
import type { Collection, FrameworkModel } from "../models/model";
import { frameworkModels, type Models } from "../models/models";
import type { Facts, Place, Program } from "../types";
import { type NameIndex, nameIndex } from "./relevance-names";
import { resolve, roomOf } from "./relevance-room";
import { emptyGraph } from "./taint-graph";

/** One application, and the fork that its framework makes. */
export interface Application {
  readonly framework: FrameworkModel;
  /** The file that the framework imports first. */
  readonly path: string;
  /** What else it imports before it forks. */
  readonly modules: readonly string[];
  /** What decides that it forks, and how that is called. */
  readonly at: Place;
  readonly by: string;
  /** It is imported in the parent; else each child imports it. */
  readonly isPreloaded: boolean;
  /** Of what the framework collects, whether a child runs all or what is marked for it. */
  readonly collected?: "all" | "marked";
  /** The framework's own configuration, as far as that is a program that the parent runs. */
  readonly config: Configuration | null;
}

export interface Configuration {
  readonly path: string;
  readonly variables: readonly Variable[];
  /** Functions of the file that run in the parent before it forks, and in each child. */
  readonly parentHooks: readonly string[];
  readonly childHooks: readonly string[];
}

/**
 * Those whose framework runs code of the project before it forks. A launcher of the deployment files decides for the application that it names;
 * where none does, the framework's default holds for the applications that the code itself shows.
 */
export function applicationsIn(
  program: Program,
  models: Models,
  launchers: readonly Launcher[],
): readonly Application[] {
  const names = nameIndex(program);
  const inOrder = [...program.facts.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const shown = inOrder.flatMap((facts) => shownIn(facts, names, models));
  const launched = launchers.map((launcher) => {
    const start = startOf(launcher);
    return { launcher, path: start && fileOf(start, program.files, program.resolve) };
  });
  const found: Application[] = [];
  for (const { framework, path, at, ...collected } of shown) {
    const own = launched.filter(({ launcher, path: started }) => {
      if (launcher.framework !== framework.name) return false;
      return framework.isOneDeployment === true || started === path || isIn(started, path);
    });
    if (own.length === 0 && framework.loads === "preloaded") {
      const modules = modulesOf(program, framework, path, shown);
      const by = framework.by;
      found.push({ framework, path, modules, at, by, isPreloaded: true, config: null, ...collected });
    }
  }
  for (const { launcher, path } of launched) {
    const framework = models.frameworks.find(({ name }) => name === launcher.framework);
    if (!framework || launcher.loads === "none") continue;
    if (framework.collects) {
      const { at, by } = launcher;
      for (const file of collectedFiles([...program.facts.keys()], framework.collects)) {
        const modules = besideOf(program, file, framework.collects);
        found.push({ framework, path: file, modules, at, by, isPreloaded: true, config: null, collected: "all" });
      }
      continue;
    }
    const started =
      launcher.framework === "gunicorn" ? underGunicorn(program, launcher, path) : asLaunched(launcher, path);
    if (started === null) continue;
    const { path: file, at, by, isPreloaded, config } = started;
    if (!isPreloaded && !(config && program.facts.has(config.path))) continue;
    const app = shown.find((one) => one.framework === framework && (one.path === file || isIn(file, one.path)));
    const first = app?.path ?? file;
    const modules = modulesOf(program, framework, first, shown);
    found.push({ framework, path: first, modules, at, by, isPreloaded, config });
  }
  return found;
}

type Started = Omit<Application, "framework" | "modules">;

/** The files that a framework collects which is started so that it forks. */
export function collectedStarts(paths: readonly string[], launchers: readonly Launcher[]): readonly Start[] {
  const started = frameworkModels.filter(({ name, collects }) =>
    launchers.some(({ framework, loads }) => collects && framework === name && loads === "preloaded"),
  );
  return started.flatMap(({ collects }) =>
    collects
      ? collectedFiles(paths, { files: [...collects.files, collects.beside] }).map((module) => ({
          module,
          folders: [""],
        }))
      : [],
  );
}

/** The files that a framework collects by their names. */
function collectedFiles(paths: readonly string[], { files }: Pick<Collection, "files">): readonly string[] {
  const patterns = files.map((file) => new RegExp(`(?:^|/)${file.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`));
  return paths.toSorted().filter((path) => patterns.some((pattern) => pattern.test(path)));
}

/** The outermost first, as they are imported. */
function besideOf({ facts }: Program, path: string, { beside }: Collection): readonly string[] {
  const folders = path.split("/").slice(0, -1);
  const candidates = ["", ...folders].map((_, index) => [...folders.slice(0, index), beside].join("/"));
  return candidates.filter((candidate) => facts.has(candidate));
}

function asLaunched({ at, by, loads }: Launcher, path: string | null): Started | null {
  return path === null ? null : { path, at, by, isPreloaded: loads === "preloaded", config: null };
}

/** gunicorn takes what the command does not say from a Python file, which it runs in its master (gunicorn/app/base.py). */
function underGunicorn(program: Program, launcher: Launcher, target: string | null): Started | null {
  const facts = gunicornConfigOf(program, launcher);
  const settings = facts && gunicornSettings(facts);
  const path = target ?? (settings?.wsgiApp ? wsgiFile(program, launcher, settings.wsgiApp) : null);
  if (path === null) return null;
  const preload = launcher.loads !== "preloaded" && settings?.preload?.value === true ? settings.preload.at : null;
  const at = facts && preload ? { path: facts.path, span: preload } : launcher.at;
  const isPreloaded = launcher.loads === "preloaded" || preload !== null;
  const by = preload ? "gunicorn with preload_app" : launcher.by;
  return { path, at, by, isPreloaded, config: facts && settings && configurationOf(facts, settings) };
}

function gunicornConfigOf(program: Program, { config, folder, at }: Launcher): Facts | null {
  const module = config ?? "gunicorn.conf.py";
  const path = fileOf({ module, folders: foldersOf(folder, at) }, program.files, program.resolve);
  return path === null ? null : program.load(path);
}

function wsgiFile(program: Program, { folder, at }: Launcher, name: string): string | null {
  const module = name.split(":")[0] ?? name;
  return fileOf({ module, folders: foldersOf(folder, at) }, program.files, program.resolve);
}

/** https://docs.gunicorn.org/en/stable/settings.html#server-hooks */
const PARENT_HOOKS = new Set(["on_starting", "when_ready", "pre_fork"]);
const CHILD_HOOKS = new Set(["post_fork", "post_worker_init"]);

function configurationOf(facts: Facts, { hooks, rawEnv }: GunicornSettings): Configuration {
  const named = (names: ReadonlySet<string>) => hooks.filter(({ name }) => names.has(name)).map(({ name }) => name);
  return {
    path: facts.path,
    variables: rawEnv,
    parentHooks: named(PARENT_HOOKS),
    childHooks: named(CHILD_HOOKS),
  };
}

interface Shown {
  readonly framework: FrameworkModel;
  readonly path: string;
  readonly at: Place;
  readonly collected?: "all" | "marked";
}

/** Applications that a file makes itself: `Celery("shop")`, `@functions_framework.http`. One for each framework. */
function shownIn(facts: Facts, names: NameIndex, models: Models): readonly Shown[] {
  const found = new Map<FrameworkModel, Shown>();
  const graph = emptyGraph();
  for (const scope of facts.scopes) {
    const room = roomOf(facts, scope, names, models, graph);
    const see = (e: Expression, place: Expression, collected: "all" | "marked" = "marked") => {
      const named = resolve(room, e);
      const framework = named?.kind === "outside" ? models.application(named.name) : null;
      if (!framework || found.has(framework)) return;
      const at = { path: facts.path, span: place.span };
      found.set(framework, { framework, path: facts.path, at, ...(framework.collects ? { collected } : {}) });
    };
    forEachStatement(scope.body, (statement) => {
      if (statement.kind === "function") {
        for (const decorator of statement.decorators)
          see(decorator.kind === "call" ? decorator.callee : decorator, decorator);
      }
      // `pytestmark = pytest.mark.forked`, or a list of marks: it holds for the whole file.
      if (statement.kind === "assign" && statement.value && scope.kind === "module") {
        const marks = statement.value.kind === "sequence" ? statement.value.items : [statement.value];
        for (const mark of marks) see(mark, mark, "all");
      }
    });
    for (const statement of scope.body)
      forEachExpression(statement, (e) => void (e.kind === "call" && see(e.callee, e)));
  }
  return [...found.values()];
}

/** What a launcher starts; null when it does not say so in constants. */
export function startOf({ target, folder, at }: Launcher): Start | null {
  if (!target) return null;
  return { module: target.module, folders: foldersOf(folder, at) };
}

/** Where what a launcher names may be, most likely first. A folder of a container may be none of the project. */
function foldersOf(folder: string | null, at: Place): readonly string[] {
  return [...new Set([folder, dirname(at.path), ""].filter((one) => one !== null))];
}

function dirname(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Whether `path` lies in the package whose `__init__.py` the launcher names: `celery -A shop` finds `shop/celery.py`. */
function isIn(packageFile: string | null, path: string): boolean {
  return packageFile?.endsWith("/__init__.py") === true && dirname(path) === dirname(packageFile);
}

/** The task modules that belong to the application: of several applications, to the one whose folder is nearest. */
function modulesOf(
  program: Program,
  framework: FrameworkModel,
  path: string,
  shown: readonly Shown[],
): readonly string[] {
  const rivals = shown.filter((one) => one.framework === framework).map((one) => one.path);
  return [...program.facts.keys()].sort().filter((file) => {
    const name = file.replace(/(\/__init__)?\.py$/, "");
    const isTaskModule = framework.modules.some((module) => new RegExp(`(^|/)${module}(/[^/]+)?$`).test(name));
    return isTaskModule && rivals.every((rival) => common(file, rival) <= common(file, path));
  });
}

/** How many folders two paths share from the top. */
function common(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  const differs = left.findIndex((part, index) => part !== right[index]);
  return differs < 0 ? left.length : differs;
}
