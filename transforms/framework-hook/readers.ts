/** Other modules that read what a set-up binds. */
import type { ImportFrom } from "../../src/code";
import type { Source } from "../../src/edits/transform";
import { forEachExpression, forEachStatement } from "../../src/facts/walk";
import type { Facts } from "../../src/types";

export interface Reader {
  readonly name: string;
  readonly path: string;
}

/** The first module that reads one of the names; an attribute of that name counts, whosever it is. `__all__` reads, too. */
export function readerElsewhere(own: Facts, names: ReadonlySet<string>, { program, facts }: Source): Reader | null {
  if (names.size === 0) return null;
  const listed = [...names].find((name) => isListed(own, name));
  if (listed !== undefined) return { name: listed, path: `__all__ of ${own.path}` };
  for (const path of program.importersOf(own.path)) {
    const importer = facts(path);
    const name = importer && nameRead(importer, own.path, names, program.resolve);
    if (name) return { name, path };
  }
  return null;
}

function nameRead(
  importer: Facts,
  from: string,
  names: ReadonlySet<string>,
  resolve: Source["program"]["resolve"],
): string | null {
  let found: string | null = null;
  for (const scope of importer.scopes) {
    forEachStatement(scope.body, (statement) => {
      if (statement.kind === "import-from") found ??= imported(statement, importer.path, from, names, resolve);
      if (statement.kind === "class" || statement.kind === "function") return;
      forEachExpression(statement, (e) => {
        if (e.kind === "attribute" && names.has(e.name)) found ??= e.name;
      });
    });
  }
  return found;
}

function imported(
  { module, level, names: asked }: ImportFrom,
  importer: string,
  from: string,
  names: ReadonlySet<string>,
  resolve: Source["program"]["resolve"],
): string | null {
  const to = resolve(importer, module, level);
  if (to.kind !== "file" || to.path !== from) return null;
  if (asked === "*") return [...names].find((name) => !name.startsWith("_")) ?? null;
  return asked.find(({ name }) => names.has(name))?.name ?? null;
}

function isListed(facts: Facts, name: string): boolean {
  return (facts.scopes[0]?.body ?? []).some((statement) => {
    if (statement.kind !== "assign" && statement.kind !== "augment") return false;
    const targets = statement.kind === "assign" ? statement.targets : [statement.target];
    const { value } = statement;
    const isAll = targets.some((target) => target.kind === "name" && target.name === "__all__");
    return (
      isAll && value?.kind === "sequence" && value.items.some((item) => item.kind === "constant" && item.value === name)
    );
  });
}
