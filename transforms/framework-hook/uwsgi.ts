/** uWSGI: a function of its chain of `postfork` hooks (uwsgidecorators.py), which can be imported under uWSGI alone. */
import { moduleBindings } from "../../src/edits/bindings";
import { refuse } from "../framework-hook";
import { dottedName, extensible, type Hook } from "./hook";
import type { Refusal } from "./seed";
import type { SetUp } from "./set-up";

const note = () => "each worker of uWSGI makes it after the fork, and what runs without uWSGI makes it where it stood";

export function uwsgiHook(setUp: SetUp): Hook | Refusal {
  const bindings = moduleBindings(setUp.facts).filter(({ name }) => name === "postfork");
  if (moduleBindings(setUp.facts).some(({ name, imported }) => name === "uwsgi" && imported?.name !== "uwsgi"))
    return refuse("conflict", `${setUp.facts.path} calls something else uwsgi`);
  const [own, ...others] = bindings;
  const common = { safety: "safe", note, parameters: "", imports: () => [] } as const;
  if (own === undefined) return { ...common, decorators: [], registration, existing: null };
  const isAlwaysThere = own.isTopLevel && own.imported?.from === "uwsgidecorators" && own.imported.name === "postfork";
  if (!isAlwaysThere || others.length > 0 || own.span.end > (setUp.statements.at(-1)?.span.start ?? 0))
    return refuse(
      "no-hook",
      "the module has a postfork that is not always uWSGI's: set it up in a function that this calls",
    );
  // Without uWSGI the module cannot be imported at all.
  const existing = extensible(setUp, (decorator) => dottedName(decorator) === "postfork");
  return { ...common, decorators: ["@postfork"], registration: () => [], existing };
}

/**
 * Without a master, uwsgidecorators raises an Exception. Under `lazy-apps` a worker loads the module itself, when its hooks
 * have run. In both cases what is made is made as before.
 */
function registration(name: string): readonly string[] {
  return [
    "try:",
    "    import uwsgi",
    "    from uwsgidecorators import postfork",
    "except Exception:  # Not under uWSGI, or under one without a master.",
    `    ${name}()`,
    "else:",
    "    if uwsgi.worker_id() == 0:  # The master, which forks the workers.",
    `        postfork(${name})`,
    "    else:",
    `        ${name}()`,
  ];
}
