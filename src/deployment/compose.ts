import { expanded, expansion, orDoubled } from "./expansion";
import type { Assignment, DeploymentFormat } from "./format";
import { constantOf } from "./unknown";
import { fieldOf, type YamlEntry, type YamlNode, yamlDocuments } from "./yaml";

/** `$$` is a dollar: https://docs.docker.com/reference/compose-file/interpolation/. */
const interpolation = orDoubled("$", expansion);

/**
 * `environment` of every service. Nobody follows `env_file` and `extends`: a file so named that lies in the repository
 * is mostly found by its own name, and what a process gets from others is not known here.
 */
export const compose = {
  name: "compose",
  matches: (path) => /(?:^|\/)(?:docker-)?compose(?:[._-][^/]*)?\.ya?ml$/.test(path),
  variables: (text) => unique(yamlDocuments(text).flatMap(variablesOfServices)),
} satisfies DeploymentFormat;

/** The first version of the format had its services at the top. */
function variablesOfServices(root: YamlNode): readonly Assignment[] {
  return fieldsOf(fieldOf(root, "services") ?? root).flatMap(({ value: service }) =>
    fieldsOf(service)
      .filter(({ key }) => key === "environment")
      .flatMap(({ value }) => variablesOfEnvironment(value)),
  );
}

function variablesOfEnvironment(node: YamlNode | null): readonly Assignment[] {
  if (node?.kind === "list") return node.items.flatMap(fromItem);
  return fieldsOf(node).flatMap(({ key, value, span }) => {
    // A map or a list is no value; nothing at all takes the value from the shell that runs compose.
    if (value !== null && value.kind !== "scalar") return [];
    return [{ name: key, value: interpolated(value?.text ?? null), span }];
  });
}

/** `- NAME=value`, or `- NAME`, which takes the value from the shell that runs compose. */
function fromItem(item: YamlNode): readonly Assignment[] {
  if (item.kind !== "scalar" || item.text === null) return [];
  const [, name = "", value = null] = /^([^=]+)(?:=(.*))?$/s.exec(item.text) ?? [];
  return name === "" ? [] : [{ name, value: interpolated(value), span: item.span }];
}

function interpolated(text: string | null): string | null {
  return text === null ? null : constantOf(expanded(text, interpolation));
}

/** The entries of a map and of those that it merges (`<<`). */
function fieldsOf(node: YamlNode | null, seen: Set<YamlNode> = new Set()): readonly YamlEntry[] {
  if (node === null || seen.has(node)) return [];
  seen.add(node);
  if (node.kind === "list") return node.items.flatMap((item) => fieldsOf(item, seen));
  if (node.kind === "scalar") return [];
  return node.entries.flatMap((entry) => (entry.key === "<<" ? fieldsOf(entry.value, seen) : [entry]));
}

/** What several services share is set once, where it stands. */
function unique(assignments: readonly Assignment[]): readonly Assignment[] {
  return [...new Map(assignments.map((assignment) => [assignment.span.start, assignment])).values()];
}
