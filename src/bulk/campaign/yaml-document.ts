import { isNode, LineCounter, parseDocument } from "yaml";
import { isTable, type TomlDocument } from "../../host/configuration/toml-document";

type Table = Extract<TomlDocument, { readonly kind: "document" }>["table"];

/** Aliases can make a small file large beyond measure. */
const ALIASES = 100;

/** Parses a text as YAML 1.2 and gives what a TOML document gives, so that one set of readers serves both. */
export function yamlDocument(text: string): TomlDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const [error] = document.errors;
  if (error !== undefined) return { kind: "broken", line: lines.linePos(error.pos[0]).line, message: error.message };
  const table: Table = document.toJS({ maxAliasCount: ALIASES }) ?? {};
  if (!isTable(table)) return { kind: "broken", line: 1, message: "the file is not a mapping" };
  return {
    kind: "document",
    table,
    lineOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
      }
      return 1;
    },
  };
}
