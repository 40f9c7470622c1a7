/** Applications: programs that a framework starts, imports and forks. */
import type { Expression } from "../code";
import type { Launcher } from "../deployment/launcher";
import { forEachExpression, forEachStatement } from "../facts/walk";
import { fileOf, type Start } from "../link/start";
import type { FrameworkModel } from "../models/model";
import type { Models } from "../models/models";
import type { Facts, Place, Program } from "../types";
import { type NameIndex, nameIndex } from "./relevance-names";
import { resolve, roomOf } from "./relevance-room";

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
}

/**
 * Those that are imported before the fork. A launcher of the deployment files decides for the application that it names;
 * where none does, the framework's default holds for the applications that the code itself shows.
 */
export function applicationsIn(
  program: Program,
  models: Models,
  launchers: readonly Launcher[],
): readonly Application[] {
  const names = nameIndex(program);
  const shown = [...program.facts.values()].flatMap((facts) => shownIn(facts, names, models));
  const launched = launchers.map((launcher) => {
    const start = startOf(launcher);
    return { launcher, path: start && fileOf(start, program.files, program.resolve) };
  });
  const found: Application[] = [];
  for (const { framework, path, at } of shown) {
    const own = launched.filter(({ launcher, path: started }) => {
      return launcher.framework === framework.name && (started === path || isIn(started, path));
    });
    if (own.length === 0 && framework.loads === "preloaded") {
      found.push({ framework, path, modules: modulesOf(program, framework, path, shown), at, by: framework.by });
    }
  }
  for (const { launcher, path } of launched) {
    const framework = models.frameworks.find(({ name }) => name === launcher.framework);
    if (!framework || path === null || launcher.loads !== "preloaded") continue;
    const app = shown.find((one) => one.framework === framework && (one.path === path || isIn(path, one.path)));
    const first = app?.path ?? path;
    found.push({
      framework,
      path: first,
      modules: modulesOf(program, framework, first, shown),
      at: launcher.at,
      by: launcher.by,
    });
  }
  return found;
}

interface Shown {
  readonly framework: FrameworkModel;
  readonly path: string;
  readonly at: Place;
}

/** Applications that a file makes itself: `Celery("shop")`, `@functions_framework.http`. One for each framework. */
function shownIn(facts: Facts, names: NameIndex, models: Models): readonly Shown[] {
  const found = new Map<FrameworkModel, Shown>();
  const graph = {
    arrows: new Map(),
    calls: new Map(),
    grpc: new Set<string>(),
    forks: new Set<string>(),
    settings: new Set<string>(),
  };
  for (const scope of facts.scopes) {
    const room = roomOf(facts, scope, names, models, graph);
    const see = (e: Expression, place: Expression) => {
      const named = resolve(room, e);
      const framework = named?.kind === "outside" ? models.application(named.name) : null;
      if (framework && !found.has(framework))
        found.set(framework, { framework, path: facts.path, at: { path: facts.path, span: place.span } });
    };
    forEachStatement(scope.body, (statement) => {
      if (statement.kind === "function") {
        for (const decorator of statement.decorators)
          see(decorator.kind === "call" ? decorator.callee : decorator, decorator);
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
  const folders = [folder, dirname(at.path), ""].filter((one) => one !== null);
  return { module: target.module, folders: [...new Set(folders)] };
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
  return [...program.facts.keys()].filter((file) => {
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
