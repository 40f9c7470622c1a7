import { type Expansion, expanded } from "./expansion";
import type { Assignment, DeploymentFormat, Start } from "./format";
import { constantOf, UNKNOWN } from "./unknown";
import type { Word } from "./words";
import { fieldOf, type YamlMap, type YamlNode, yamlDocuments } from "./yaml";

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
  variables: (text) => objectsIn(text).flatMap(environmentsIn),
  starts: (text) => objectsIn(text).flatMap(startsIn),
} satisfies DeploymentFormat;

function objectsIn(text: string): readonly YamlNode[] {
  // Most YAML of a repository is something else, and reading it takes time.
  if (!text.includes("apiVersion")) return [];
  return yamlDocuments(text).filter((root) => fieldOf(root, "apiVersion") !== null && fieldOf(root, "kind") !== null);
}

function environmentsIn(root: YamlNode): readonly Assignment[] {
  return mapsIn(root)
    .flatMap(environmentOf)
    .sort((a, b) => a.span.start - b.span.start);
}

/** What a container starts; without a `command`, its `args` are for what the image starts, which is unknown here. */
function startsIn(root: YamlNode): readonly Start[] {
  return mapsIn(root).flatMap((map) => {
    const words = [...wordsOf(fieldOf(map, "command")), ...wordsOf(fieldOf(map, "args"))];
    const folder = fieldOf(map, "workingDir");
    if (words.length === 0) return [];
    return [{ words, folder: folder?.kind === "scalar" ? folder.text : null, variables: environmentOf(map) }];
  });
}

function wordsOf(node: YamlNode | null): readonly Word[] {
  if (node?.kind !== "list") return [];
  return node.items.flatMap((item) =>
    item.kind === "scalar" ? { text: expanded(item.text ?? "", reference), span: item.span } : [],
  );
}

function mapsIn(root: YamlNode): readonly YamlMap[] {
  // A set is walked in the order of insertion, and what is added on the way is walked too, each node once.
  const nodes = new Set([root]);
  for (const node of nodes) {
    if (node.kind === "list") for (const item of node.items) nodes.add(item);
    if (node.kind !== "map") continue;
    for (const { key, value } of node.entries) {
      if (value !== null && !(key === "env" && value.kind === "list")) nodes.add(value);
    }
  }
  return [...nodes].filter((node) => node.kind === "map");
}

function environmentOf(map: YamlMap): readonly Assignment[] {
  return map.entries.flatMap(({ key, value }) =>
    key === "env" && value?.kind === "list" ? value.items.flatMap(variableOf) : [],
  );
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
