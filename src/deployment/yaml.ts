import type * as Yaml from "yaml";
import type { Span } from "../types";

/** YAML as plain data. Aliases are followed, so a node may be met twice, or in itself. */
export type YamlNode = YamlScalar | YamlMap | YamlList;

export interface YamlScalar {
  readonly kind: "scalar";
  /** As written but for quotes, so that `1`, `"1"` and `true` are what a process would get; null for nothing. */
  readonly text: string | null;
  readonly span: Span;
}

export interface YamlMap {
  readonly kind: "map";
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: string;
  readonly value: YamlNode | null;
  /** From the key to the end of the value; of the key alone where an alias leads away. */
  readonly span: Span;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

/** The roots of all documents of a text; of a broken one, what could be read. */
export function yamlDocuments(text: string): readonly YamlNode[] {
  if (isTooDeep(text)) return [];
  // Loaded when first needed, because most runs meet no YAML that speaks of gRPC.
  const yaml: typeof Yaml = require("yaml");
  const options = { logLevel: "silent", strict: false, uniqueKeys: false } as const;
  const documents: readonly Yaml.Document[] = [yaml.parseAllDocuments(text, options)].flat();
  return documents.flatMap((document) => readerOf(yaml, document)(document.contents) ?? []);
}

const DEPTH = 100;

/**
 * Whether a text nests deeper than any that people write. The parser recurses, and where the stack ends while V8
 * compiles a pattern, the whole process is aborted instead of an error thrown.
 */
function isTooDeep(text: string): boolean {
  if (/^[ \t]{400}/m.test(text) || /(?:[-?:][ \t]+){100}/.test(text)) return true;
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === "[" || bracket === "{" ? 1 : -1;
    if (depth > DEPTH) return true;
    if (depth < 0) depth = 0;
  }
  return false;
}

/** The value of a key; null when there is none. */
export function fieldOf(node: YamlNode | null, key: string): YamlNode | null {
  if (node?.kind !== "map") return null;
  return node.entries.find((entry) => entry.key === key)?.value ?? null;
}

function readerOf(yaml: typeof Yaml, document: Yaml.Document): (node: unknown) => YamlNode | null {
  const known = new Map<unknown, YamlNode>();
  const anchors = anchorsOf(yaml, document);
  const read = (node: unknown): YamlNode | null => {
    if (yaml.isAlias(node)) return read(anchors.get(node.source));
    if (!yaml.isNode(node)) return null;
    const before = known.get(node);
    if (before) return before;
    const span = spanOf(node);
    if (yaml.isScalar(node)) return { kind: "scalar", text: textOf(node), span };
    // Known before what it holds is read, which may lead back here.
    if (yaml.isSeq(node)) {
      const items: YamlNode[] = [];
      known.set(node, { kind: "list", items, span });
      items.push(...node.items.flatMap((item) => read(item) ?? []));
    } else if (yaml.isMap(node)) {
      const entries: YamlEntry[] = [];
      known.set(node, { kind: "map", entries, span });
      for (const pair of node.items) entries.push(...entry(pair));
    }
    return known.get(node) ?? null;
  };
  const entry = ({ key, value }: Yaml.Pair): readonly YamlEntry[] => {
    if (!yaml.isScalar(key)) return [];
    const { start, end } = spanOf(key);
    const last = yaml.isNode(value) && !yaml.isAlias(value) ? spanOf(value).end : end;
    return [{ key: textOf(key) ?? "", value: read(value), span: { start, end: Math.max(end, last) } }];
  };
  return read;
}

/** Looked up here, because the library's own way walks the whole document for each alias. */
function anchorsOf(yaml: typeof Yaml, document: Yaml.Document): ReadonlyMap<string, Yaml.Node> {
  const anchors = new Map<string, Yaml.Node>();
  yaml.visit(document, {
    Node: (_, node) => {
      if (!yaml.isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return anchors;
}

function textOf({ value, source, type }: Yaml.Scalar): string | null {
  if (value === null && (type === undefined || type === "PLAIN")) return null;
  return source ?? String(value);
}

function spanOf({ range }: Yaml.Node): Span {
  const [start, end] = range ?? [0, 0, 0];
  return { start, end };
}
