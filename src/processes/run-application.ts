/** Follows an application: the framework's parent imports it and forks, and the child runs what it has registered. */

import type { Application } from "./applications";
import { copyDeferred } from "./machine/fork-calls";
import { freeze, inProcess, newChild } from "./machine/forks";
import { importDjangoSettings, importFile, moduleName, startFile } from "./machine/imports";
import type { Machine } from "./machine/machine";
import { runDeferred } from "./machine/outside";

export function runApplication(m: Machine, { framework, path, modules, at, by }: Application): void {
  startFile(m, path, moduleName(path));
  m.ended = null;
  importDjangoSettings(m);
  for (const module of modules) {
    importFile(m, module, moduleName(module));
    m.ended = null;
  }
  runDeferred(m, "parent");
  const parent = m.processes[m.process];
  const child = newChild(m, { at, by, method: "fork" }, null, {
    construct: "framework",
    at,
    runsForkHooks: framework.runsForkHooks,
  });
  if (!child || !parent) return;
  copyDeferred(parent, child);
  inProcess(m, child, freeze(m), () => {});
}
