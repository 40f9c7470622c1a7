import type { Import, ImportFrom, Name } from "../code";
import type { Syntax } from "../python/syntax";
import { childOfType } from "./blocks";
import { child, childrenIn, lowerName, mention, span, textOf } from "./lower";
import { bindName, type LowerStatement, type OpenScope } from "./open-scope";

export const importLowerers: Readonly<Record<string, LowerStatement>> = {
  import_statement: lowerImport,
  import_from_statement: lowerImportFrom,
  future_import_statement: lowerImportFrom,
};

function lowerImport(node: Syntax, scope: OpenScope): Import {
  const names = childrenIn(node, "name").map((item) => {
    const alias = aliasOf(item, scope);
    const name = dotted(importedName(item), scope);
    bindName(alias?.name ?? name.split(".", 1)[0] ?? name, scope);
    return { name, alias, span: span(item) };
  });
  return { kind: "import", names, span: span(node) };
}

function lowerImportFrom(node: Syntax, scope: OpenScope): ImportFrom {
  const module = child(node, "module_name");
  const isRelative = module?.type === "relative_import";
  const prefix = isRelative ? childOfType(module, "import_prefix") : undefined;
  const path = isRelative ? childOfType(module, "dotted_name") : module;
  const future = node.type === "future_import_statement";
  return {
    kind: "import-from",
    level: prefix === undefined ? 0 : textOf(prefix, scope).replace(/[^.]/g, "").length,
    module: future ? "__future__" : path === undefined ? "" : dotted(path, scope),
    names: childOfType(node, "wildcard_import") === undefined ? importedNames(node, scope) : "*",
    span: span(node),
  };
}

function importedNames(node: Syntax, scope: OpenScope): Exclude<ImportFrom["names"], "*"> {
  return childrenIn(node, "name").map((item) => {
    const alias = aliasOf(item, scope);
    const nameNode = importedName(item);
    const name = dotted(nameNode, scope);
    bindName(alias?.name ?? name, scope);
    return { name, nameSpan: span(nameNode), alias, span: span(item) };
  });
}

function importedName(item: Syntax): Syntax {
  return item.type === "aliased_import" ? (child(item, "name") ?? item) : item;
}

function aliasOf(item: Syntax, scope: OpenScope): Name | null {
  const alias = item.type === "aliased_import" ? child(item, "alias") : undefined;
  return alias === undefined ? null : lowerName(alias, scope);
}

/** Blanks may stand around the dots. */
function dotted(node: Syntax, scope: OpenScope): string {
  return node.children.map((part) => mention(part, scope)).join(".");
}
