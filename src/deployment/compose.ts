import { aligned } from "./align";
import { expanded, expansion, orDoubled } from "./expansion";
import type { Assignment, DeploymentFormat, Start } from "./format";
import { constantOf } from "./unknown";
import { type Quoting, type Word, wordsIn } from "./words";
import { fieldOf, type YamlEntry, type YamlNode, yamlDocuments } from "./yaml";

/** `$$` is a dollar: https://docs.docker.com/reference/compose-file/interpolation/. */
const interpolation = orDoubled("$", expansion);

/** Compose cuts a command into words, but runs no shell. */
const words: Quoting = { escape: "\\", separator: /\s/, expand: interpolation, inSingleQuotes: "expanded" };

/**
 * `environment` of every service. Nobody follows `env_file` and `extends`: a file so named that lies in the repository
 * is mostly found by its own name, and what a process gets from others is not known here.
 */
export const compose = {
  name: "compose",
  matches: (path) => /(?:^|\/)(?:docker-)?compose(?:[._-][^/]*)?\.ya?ml$/.test(path),
  variables: (text) => unique(yamlDocuments(text).flatMap(servicesOf).flatMap(variablesOf)),
  starts: (text) =>
    yamlDocuments(text)
      .flatMap(servicesOf)
      .map((service) => startOf(text, service)),
} satisfies DeploymentFormat;

/** The entries of each service. The first version of the format had its services at the top. */
function servicesOf(root: YamlNode): readonly (readonly YamlEntry[])[] {
  return fieldsOf(fieldOf(root, "services") ?? root).map(({ value: service }) => fieldsOf(service));
}

function variablesOf(service: readonly YamlEntry[]): readonly Assignment[] {
  return service.filter(({ key }) => key === "environment").flatMap(({ value }) => variablesOfEnvironment(value));
}

/** What an image starts by itself is unknown here, so a `command` alone may be the arguments of something else. */
function startOf(text: string, service: readonly YamlEntry[]): Start {
  const last = (name: string) => service.findLast(({ key }) => key === name)?.value ?? null;
  const folder = last("working_dir");
  return {
    words: [...wordsOf(text, last("entrypoint")), ...wordsOf(text, last("command"))],
    folder: folder?.kind === "scalar" ? interpolated(folder.text) : null,
    variables: variablesOf(service),
  };
}

function wordsOf(text: string, node: YamlNode | null): readonly Word[] {
  if (node?.kind === "list") {
    return node.items.flatMap((item) =>
      item.kind === "scalar" ? { text: expanded(item.text ?? "", interpolation), span: item.span } : [],
    );
  }
  if (node?.kind !== "scalar" || node.text === null) return [];
  const toSource = aligned(text, node.span, node.text);
  return [...wordsIn(node.text, { start: 0, end: node.text.length }, words)].map((word) => ({
    text: word.text,
    span: toSource(word.span),
  }));
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
