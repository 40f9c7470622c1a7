import { type Expansion, expanded } from "./expansion";
import type { Assignment, DeploymentFormat } from "./format";
import { constantOf, UNKNOWN } from "./unknown";
import { fieldOf, type YamlNode, yamlDocuments } from "./yaml";

/** `$(X)` is a variable of the container, `$$` a dollar: https://kubernetes.io/docs/reference/kubernetes-api/. */
const reference: Expansion = (text, at) => {
  if (text.startsWith("$$", at)) return { text: "$", end: at + 2 };
  const name = /\$\([^()]*\)/y;
  name.lastIndex = at;
  const found = name.exec(text)?.[0];
  return found === undefined ? null : { text: UNKNOWN, end: at + found.length };
};

/**
 * Each `env` list of every object, whatever its kind: those of other makers (Knative, Ray, Argo) hold containers too.
 * Nobody follows `envFrom`, nor the values of a Helm chart.
 */
export const kubernetes = {
  name: "kubernetes",
  // Manifests have no name of their own. A hidden folder holds settings of tools, as `.github` does.
  matches: (path) => /\.ya?ml$/.test(path) && !/(?:^|\/)\.[^/]/.test(path),
  variables: (text) => yamlDocuments(text).filter(isObject).flatMap(environmentsIn),
} satisfies DeploymentFormat;

function isObject(root: YamlNode): boolean {
  return fieldOf(root, "apiVersion") !== null && fieldOf(root, "kind") !== null;
}

function environmentsIn(root: YamlNode): readonly Assignment[] {
  const assignments: Assignment[] = [];
  // A set is walked in the order of insertion, and what is added on the way is walked too, each node once.
  const nodes = new Set([root]);
  for (const node of nodes) {
    if (node.kind === "list") for (const item of node.items) nodes.add(item);
    if (node.kind !== "map") continue;
    for (const { key, value } of node.entries) {
      if (key === "env" && value?.kind === "list") assignments.push(...value.items.flatMap(variableOf));
      else if (value !== null) nodes.add(value);
    }
  }
  return assignments.sort((a, b) => a.span.start - b.span.start);
}

/** `{name, value}`, in either order; with `valueFrom`, or with nothing, the value is not known. */
function variableOf(item: YamlNode): readonly Assignment[] {
  const entries = item.kind === "map" ? item.entries.filter(({ key }) => key === "name" || key === "value") : [];
  const name = fieldOf(item, "name");
  const value = fieldOf(item, "value");
  if (name?.kind !== "scalar" || name.text === null) return [];
  const text = value?.kind === "scalar" ? value.text : null;
  const start = Math.min(...entries.map(({ span }) => span.start));
  const end = Math.max(...entries.map(({ span }) => span.end));
  return [
    { name: name.text, value: text === null ? null : constantOf(expanded(text, reference)), span: { start, end } },
  ];
}
