/** Plans for set-ups: those that share a file, the configuration of gunicorn, land together. */
import type { Proposal } from "../../src/edits/select";
import type { Source } from "../../src/edits/transform";
import type { Edit, ImportRequest, Launch } from "../../src/types";
import { refuse } from "../framework-hook";
import { celeryHook } from "./celery";
import { type Called, gunicornHook, postFork } from "./gunicorn";
import type { Hook } from "./hook";
import { intoExisting, intoFunction, type Moved } from "./module-edits";
import type { Refusal } from "./seed";
import type { SetUp } from "./set-up";
import { uwsgiHook } from "./uwsgi";

/** Whose workers need it. */
export type WorkerLaunch = NonNullable<Launch["framework"]>;

/** What has to move, with the workers that need it. */
export interface Hooked {
  readonly setUp: SetUp;
  readonly launches: readonly WorkerLaunch[];
  /** It is for telemetry. */
  readonly isExporter: boolean;
  /** By their index. */
  readonly findings: readonly number[];
}

interface Prepared {
  readonly findings: readonly number[];
  readonly moved: Moved;
  readonly called: Called;
  readonly hooks: readonly Hook[];
  readonly configs: ReadonlySet<string>;
}

export function planHooks(hooked: readonly Hooked[], source: Source): readonly Proposal[] {
  const proposals: Proposal[] = [];
  const prepared: Prepared[] = [];
  for (const one of hooked) {
    const ready = prepare(one, source);
    if ("kind" in ready) proposals.push({ findings: one.findings, plan: ready });
    else prepared.push(ready);
  }
  return [...proposals, ...together(prepared).map((group) => proposalOf(group, source))];
}

function prepare({ setUp, launches, isExporter, findings }: Hooked, source: Source): Prepared | Refusal {
  const hooks: Hook[] = [];
  for (const framework of new Set(launches.map(({ name }) => name))) {
    const hook =
      HOOKS[framework]?.(setUp) ??
      refuse("no-hook", `${framework} has no hook for its workers: set it up at its first use`);
    if ("kind" in hook) return hook;
    hooks.push(hook);
  }
  if (hooks.length > 1 && launches.some(({ name }) => name === "uwsgi"))
    return refuse("no-hook", "it is loaded by uWSGI and by another framework: set it up in the hook of each");
  const configs = launches.flatMap(({ name, config }) => (name === "gunicorn" ? [config] : []));
  if (configs.includes(null))
    return refuse(
      "no-hook",
      "no configuration file of gunicorn is there: make a gunicorn.conf.py with a post_fork that sets it up",
    );
  const name = freeName(setUp, isExporter ? "set_up_exporters" : "set_up_clients");
  if (name === null)
    return refuse("conflict", `${setUp.facts.path} has functions of the names that the set-up could have`);
  const [only] = hooks;
  const moved =
    (hooks.length === 1 && only && intoExisting(setUp, only, source)) || intoFunction(setUp, name, hooks, source);
  const paths = new Set(configs.filter((config) => config !== null));
  return { findings, moved, called: { path: setUp.facts.path, name }, hooks, configs: paths };
}

const HOOKS: Readonly<Record<string, (setUp: SetUp) => Hook | Refusal>> = {
  celery: celeryHook,
  gunicorn: () => gunicornHook,
  uwsgi: uwsgiHook,
};

function freeName({ facts }: SetUp, wanted: string): string | null {
  const isFree = (name: string) =>
    !facts.scopes.some((scope) => scope.bound.includes(name) || scope.mentions.includes(name));
  return [wanted, `_${wanted}`, `${wanted}_in_worker`].find(isFree) ?? null;
}

/** Groups of those that have a configuration in common. */
function together(prepared: readonly Prepared[]): readonly (readonly Prepared[])[] {
  const groups: Prepared[][] = [];
  for (const one of prepared) {
    const isNear = (group: readonly Prepared[]) =>
      group.some(({ configs }) => [...configs].some((path) => one.configs.has(path)));
    const near = groups.filter(isNear);
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push([...near.flat(), one]);
  }
  return groups;
}

function proposalOf(group: readonly Prepared[], source: Source): Proposal {
  const findings = group.flatMap((one) => one.findings);
  const edits: Edit[] = group.flatMap(({ moved }) => moved.edits);
  const imports: ImportRequest[] = group.flatMap(({ moved }) => moved.imports);
  for (const config of [...new Set(group.flatMap(({ configs }) => [...configs]))].sort()) {
    const called = group.flatMap((one) => (one.configs.has(config) ? [one.called] : []));
    const edit = postFork(config, called, source);
    if ("kind" in edit) return { findings, plan: edit };
    edits.push(edit);
  }
  const hooks = group.flatMap((one) => one.hooks.map((hook) => ({ hook, name: one.called.name })));
  const note = [...new Set(hooks.map(({ hook, name }) => hook.note(name)))].join("; ");
  const safety = hooks.every(({ hook }) => hook.safety === "safe") ? "safe" : "unsafe";
  return { findings, plan: { kind: "edit", transform: "framework-hook", safety, edits, imports, note } };
}
