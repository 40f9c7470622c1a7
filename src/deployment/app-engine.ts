import { aligned } from "./align";
import type { Assignment, DeploymentFormat, Start } from "./format";
import { kubernetes } from "./kubernetes";
import { startsInScript } from "./script";
import { fieldOf, type YamlNode, yamlDocuments } from "./yaml";

/**
 * `app.yaml` of Google App Engine, and its variants (`app.flexible.yaml`, `web.app.yaml`); a manifest may have that name too.
 * https://cloud.google.com/appengine/docs/standard/reference/app-yaml?tab=python
 */
export const appEngine = {
  name: "app-engine",
  matches: (path) => /(?:^|\/)(?:[\w-]+\.)*app(?:[._-][\w-]+)*\.ya?ml$/.test(path),
  variables: (text) => [...applicationsIn(text).flatMap(variablesOf), ...kubernetes.variables(text)],
  starts: (text) => [...applicationsIn(text).flatMap((root) => startsOf(text, root)), ...kubernetes.starts(text)],
} satisfies DeploymentFormat;

function applicationsIn(text: string): readonly YamlNode[] {
  return yamlDocuments(text).filter((root) => fieldOf(root, "runtime") !== null && fieldOf(root, "kind") === null);
}

function variablesOf(root: YamlNode): readonly Assignment[] {
  const variables = fieldOf(root, "env_variables");
  if (variables?.kind !== "map") return [];
  return variables.entries.flatMap(({ key, value, span }) =>
    value?.kind === "scalar" ? [{ name: key, value: value.text, span }] : [],
  );
}

/** A shell reads the entry point. */
function startsOf(text: string, root: YamlNode): readonly Start[] {
  const entrypoint = fieldOf(root, "entrypoint");
  if (entrypoint?.kind !== "scalar" || entrypoint.text === null) return [];
  const toSource = aligned(text, entrypoint.span, entrypoint.text);
  const around = { folder: null, variables: variablesOf(root) };
  // A folded text ends with a line end that is not there.
  const script = entrypoint.text.trimEnd();
  return startsInScript(script, { start: 0, end: script.length }, around).map((start) => ({
    ...start,
    words: start.words.map(({ text: word, span }) => ({ text: word, span: toSource(span) })),
  }));
}
