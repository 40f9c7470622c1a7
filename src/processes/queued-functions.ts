/** Functions that programs put in a queue for a worker: `queue.enqueue(count, sku)`, `queue.enqueue("shop.tasks.count", sku)`. */
import type { Call, Expression } from "../code";
import { forEachExpression } from "../facts/walk";
import type { ArgumentAt, QueuedWork } from "../models/model";
import type { Models } from "../models/models";
import type { Facts, Program } from "../types";
import { type Definition, definitionsLike } from "./definitions";
import { type NameIndex, nameIndex } from "./relevance-names";
import { resolve, roomOf } from "./relevance-room";
import { emptyGraph } from "./taint-graph";

const known = new WeakMap<Program, Map<QueuedWork, readonly Definition[]>>();

/** Those of all files, in the order of their paths. */
export function queuedFunctions(program: Program, models: Models, work: QueuedWork): readonly Definition[] {
  const before = known.get(program)?.get(work);
  if (before) return before;
  const names = nameIndex(program);
  const found = [...program.facts.values()]
    .filter((facts) => importsOneOf(program, facts, work.packages))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap((facts) => queuedIn(facts, names, models, work));
  known.set(program, (known.get(program) ?? new Map()).set(work, found));
  return found;
}

function importsOneOf(program: Program, { path, scopes }: Facts, packages: readonly string[]): boolean {
  return scopes.some(({ body }) =>
    body.some((statement) => {
      const modules =
        statement.kind === "import"
          ? statement.names.map(({ name }) => name)
          : statement.kind === "import-from" && statement.level === 0
            ? [statement.module]
            : [];
      return modules.some((module) => {
        const to = program.resolve(path, module, 0);
        return to.kind === "outside" && packages.includes(to.name.split(".")[0] ?? "");
      });
    }),
  );
}

function queuedIn(facts: Facts, names: NameIndex, models: Models, work: QueuedWork): readonly Definition[] {
  const found: Definition[] = [];
  for (const scope of facts.scopes) {
    const room = roomOf(facts, scope, names, models, emptyGraph());
    const see = (e: Expression) => {
      const given = e.kind === "call" && isGivenTo(e, work.to) ? argumentAt(e, work.of) : null;
      if (given?.kind === "constant" && typeof given.value === "string" && given.value.includes(".")) {
        found.push(...definitionsLike(given.value, names).map(({ at }) => at));
        return;
      }
      const named = given && resolve(room, given);
      const definition = named?.kind === "node" ? names.definition(named.path, named.name) : null;
      if (named?.kind === "node" && definition) found.push({ path: named.path, scope: definition, of: null });
    };
    for (const statement of scope.body) forEachExpression(statement, see);
  }
  return found;
}

function isGivenTo({ callee }: Call, methods: readonly string[]): boolean {
  return (callee.kind === "attribute" || callee.kind === "name") && methods.includes(callee.name);
}

function argumentAt({ arguments: given }: Call, { position, keyword }: ArgumentAt): Expression | null {
  const named = given.find((argument) => argument.kind === "keyword" && argument.name === keyword);
  const placed = position === null ? undefined : given.filter(({ kind }) => kind === "positional")[position];
  return (named ?? placed)?.value ?? null;
}
