/** Celery: a receiver of the signal `worker_process_init`, which each worker of a prefork pool gets (celery/concurrency/prefork.py). */
import { localName } from "../../src/edits/imports";
import type { ImportRequest } from "../../src/types";
import { refuse } from "../framework-hook";
import { dottedName, extensible, type Hook } from "./hook";
import type { Refusal } from "./seed";
import type { SetUp } from "./set-up";

export function celeryHook(setUp: SetUp): Hook | Refusal {
  const request = (before: number): ImportRequest => {
    return { path: setUp.facts.path, from: "celery.signals", name: "worker_process_init", before };
  };
  const signal = localName(setUp.facts, request(setUp.statements.at(-1)?.span.start ?? 0));
  if (signal === null) return refuse("conflict", `${setUp.facts.path} calls something else worker_process_init`);
  const existing = extensible(setUp, (decorator) => {
    const isFromEverybody = decorator.kind !== "call" || decorator.arguments.every(({ name }) => name === "weak");
    const name = dottedName(decorator.kind === "call" ? decorator.callee : decorator);
    return isFromEverybody && name !== null && /(^|\.)worker_process_init\.connect$/.test(name);
  });
  return {
    safety: "unsafe",
    note: () =>
      "each worker of the prefork pool makes it as it starts; nothing does where the module is only imported, nor in pools of threads",
    decorators: [`@${signal}.connect(weak=False)`],
    parameters: "**kwargs",
    registration: () => [],
    imports: (before) => [request(before)],
    existing,
  };
}
