import { parse, TomlError, type TomlTable, type TomlValue } from "smol-toml";
import { type KeyPath, keyLines, type LineOf } from "./key-lines";

/** A TOML file, understood or not. Lines are 1-based. */
export type TomlDocument =
  | { readonly kind: "document"; readonly table: TomlTable; readonly lineOf: LineOf }
  | { readonly kind: "broken"; readonly line: number; readonly message: string };

/** Parses a text as TOML. */
export function tomlDocument(text: string): TomlDocument {
  try {
    const table = parse(text);
    let lineOf: LineOf | null = null;
    return {
      kind: "document",
      table,
      lineOf: (path) => {
        lineOf ??= keyLines(text);
        return lineOf(path);
      },
    };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The message goes on with an excerpt.
    const [message = ""] = error.message.replace(/^Invalid TOML document: /, "").split("\n");
    return { kind: "broken", line: error.line, message };
  }
}

/** The value at a path of keys; undefined where there is none. */
export function valueAt(table: TomlTable, path: KeyPath): TomlValue | undefined {
  let value: TomlValue | undefined = table;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isTable(value)) value = Object.hasOwn(value, key) ? value[key] : undefined;
    else return undefined;
  }
  return value;
}

export function isTable(value: TomlValue | undefined): value is TomlTable {
  return typeof value === "object" && !Array.isArray(value) && !(value instanceof Date);
}
