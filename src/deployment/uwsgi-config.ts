import type { Span } from "../types";
import { type Expansion, expanded } from "./expansion";
import type { Assignment, DeploymentFormat, Start } from "./format";
import { settingsIn } from "./ini";
import { UNKNOWN } from "./unknown";
import { assignmentOf } from "./words";
import { fieldOf, type YamlNode, yamlDocuments } from "./yaml";

/** One setting, whatever the syntax of the file. */
interface Setting {
  readonly key: string;
  readonly value: string;
  readonly span: Span;
  /** Of the head of its section, where it has one. */
  readonly head: Span | null;
}

/**
 * A configuration of uWSGI: any INI file with its section, and XML, YAML and JSON files that have its name. A setting is
 * the long option of the same name, so that the file is read as a command: https://uwsgi-docs.readthedocs.io/en/latest/Configuration.html.
 */
export const uwsgiConfig = {
  name: "uwsgi",
  matches: (path) =>
    /\.ini(?:\.(?:in|j2|tmpl|template))?$|(?:^|\/)[^/]*uwsgi[^/]*\.(?:ya?ml|json|xml|conf)$/.test(path),
  variables: (text) => settingsOf(text).flatMap(variableOf),
  starts: (text) => startsOf(text),
} satisfies DeploymentFormat;

function startsOf(text: string): readonly Start[] {
  const settings = settingsOf(text);
  const [first] = settings;
  if (first === undefined) return [];
  const known = new Map(settings.map(({ key, value }) => [key, value]));
  const words = settings.map(({ key, value, span }) => ({
    text: `--${key}=${expanded(value, placeholders(known))}`,
    span,
  }));
  const head = { text: "uwsgi", span: first.head ?? first.span };
  return [{ words: [head, ...words], folder: null, variables: settings.flatMap(variableOf) }];
}

/** `env = A=1` */
function variableOf({ key, value, span }: Setting): readonly Assignment[] {
  if (key !== "env") return [];
  const assignment = assignmentOf({ text: value, span });
  const before = span.end - value.length;
  return assignment === null ? [] : [{ ...assignment, span: { start: Math.max(before, span.start), end: span.end } }];
}

/** `%(key)` is another setting; `%d`, `$(HOME)` and `@(file)` are known when it starts. */
function placeholders(known: ReadonlyMap<string, string>): Expansion {
  return (text, at) => {
    const found = /^(?:%\(([^()]{1,100})\)|[$@]\([^()]{0,200}\)|%([a-zA-Z%]))/.exec(text.slice(at, at + 210));
    if (found === null) return null;
    const value = known.get(found[1] ?? "") ?? (found[2] === "%" ? "%" : UNKNOWN);
    return { text: /[%$@]\(/.test(value) ? UNKNOWN : value, end: at + found[0].length };
  };
}

function settingsOf(text: string): readonly Setting[] {
  if (/^\s*</.test(text)) return fromXml(text);
  if (/^[ \t]*\[[ \t]*uwsgi[ \t]*\]/m.test(text)) return fromIni(text);
  return /^\s*\{|^uwsgi:/m.test(text) ? fromYaml(text) : [];
}

function fromIni(text: string): readonly Setting[] {
  return settingsIn(text, "single")
    .filter(({ section, key }) => section === "uwsgi" && key !== "")
    .map(({ head, key, keySpan, value, valueSpan }) => ({
      key,
      value,
      head,
      span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) },
    }));
}

function fromYaml(text: string): readonly Setting[] {
  return yamlDocuments(text).flatMap((root) => {
    const settings = fieldOf(root, "uwsgi");
    if (settings?.kind !== "map") return [];
    return settings.entries.flatMap(({ key, value, span }) =>
      scalarsOf(value).map((scalar) => ({ key, value: scalar, span, head: null })),
    );
  });
}

function scalarsOf(node: YamlNode | null): readonly string[] {
  if (node?.kind === "list") return node.items.flatMap((item) => (item.kind === "scalar" ? (item.text ?? "") : []));
  return node?.kind === "scalar" ? [node.text ?? ""] : [];
}

/** `<master/>` and `<module>shop.web</module>`; what stands around them matters to nobody. */
function fromXml(text: string): readonly Setting[] {
  const plain = text.replace(/<!--[\s\S]*?-->/g, (comment) => " ".repeat(comment.length));
  if (!/<uwsgi[\s>]/.test(plain)) return [];
  return [...plain.matchAll(/<([\w-]+)\s*(?:\/>|>([^<]*)<\/\1\s*>)/g)].map(
    ({ 0: all, 1: key = "", 2: value, index }) => ({
      key,
      value: value?.trim() ?? "true",
      head: null,
      span: { start: index, end: index + all.length },
    }),
  );
}
