/** Follows an application: what the framework's parent runs before it forks, and what each child runs. */
import type { Application, Configuration } from "./applications";
import { runCollected } from "./collected";
import { callAll } from "./machine/calls";
import { deploy } from "./machine/environment";
import { copyDeferred, runQueued } from "./machine/fork-calls";
import { freeze, inProcess, newChild } from "./machine/forks";
import { enterFramework } from "./machine/framework-imports";
import { importDjangoSettings, importFile, moduleName } from "./machine/imports";
import { ANY_ARGUMENTS, type CallSite, type Machine, readAt, variable } from "./machine/machine";
import { runDeferred } from "./machine/outside";
import { NOTHING } from "./machine/value";

export function runApplication(m: Machine, application: Application): void {
  const { framework, at, by, isPreloaded, config } = application;
  enterFramework(m, framework.name);
  for (const { name, value, at: place } of config?.variables ?? []) deploy(m.store, name, value, place);
  if (config) importFile(m, config.path, "__config__");
  if (isPreloaded) load(m, application);
  runHooks(m, config, config?.parentHooks ?? []);
  runDeferred(m, "parent");
  const parent = m.processes[m.process];
  const child = newChild(m, { at, by, method: "fork" }, null, {
    construct: "framework",
    at,
    framework: { name: framework.name, config: config?.path ?? null },
    runsForkHooks: framework.runsForkHooks,
  });
  if (!child || !parent) return;
  copyDeferred(parent, child, application.collected === "marked" ? MARKED : null);
  inProcess(m, child, freeze(m), () => {
    runHooks(m, config, config?.childHooks ?? []);
    if (!isPreloaded) load(m, application);
    const frame = m.moduleFrames.get(application.path);
    if (!frame) return;
    const site: CallSite = { frame, place: at, args: ANY_ARGUMENTS };
    if (framework.queued) runQueued(m, framework.queued, site);
    if (framework.collects && application.collected === "all")
      runCollected(m, framework.collects, application.modules, site);
  });
}

/** What a mark is given to is what the child runs: `@pytest.mark.forked`. */
const MARKED = ["forked"];

function load(m: Machine, { path, modules }: Application): void {
  importFile(m, path, moduleName(path));
  m.ended = null;
  importDjangoSettings(m);
  for (const module of modules) {
    importFile(m, module, moduleName(module));
    m.ended = null;
  }
}

/** Calls functions of the configuration by their names. */
function runHooks(m: Machine, config: Configuration | null, names: readonly string[]): void {
  const frame = config && m.moduleFrames.get(config.path);
  if (!frame) return;
  const place = { path: frame.facts.path, span: { start: 0, end: 0 } };
  for (const name of names) {
    callAll(m, readAt(m, variable(frame, name)) ?? NOTHING, { frame, place, args: ANY_ARGUMENTS });
    m.ended = null;
  }
}
