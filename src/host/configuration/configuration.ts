import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import type { TomlTable } from "smol-toml";
import { explain } from "../target";
import { folderAround } from "../upwards";
import { UsageError } from "../usage-error";
import { findConfiguration, ownName, sectionOf } from "./find";
import type { KeyPath } from "./key-lines";
import { record } from "./reader";
import { type Key, onlyOnCommandLine, schema, type Values } from "./schema";
import { isTable, tomlDocument, valueAt } from "./toml-document";
import { joinModels } from "./user-models";

/** What the configuration files of a run say. */
export interface Configuration {
  /** Paths in it are relative to the working directory; globs to the folder of the key. */
  readonly values: Values;
  readonly origins: ReadonlyMap<Key, Origin>;
  /** The files read, relative to the working directory: the nearest, and what it extends. */
  readonly files: readonly string[];
}

/** Where a key stands. */
export interface Origin {
  /** Absolute; of the file. */
  readonly folder: string;
  /** `pyproject.toml:4`, of the key or of something in its value. */
  readonly place: (path?: KeyPath) => string;
}

/** Which configuration is asked for. */
export interface ConfigurationRequest {
  readonly cwd: string;
  /** The first named path: the search starts there. */
  readonly start: string;
  /** `--config`: this file, wherever it is. */
  readonly config: string | null;
  /** No file at all. */
  readonly isolated: boolean;
}

/** What holds where no file says anything. */
export const noConfiguration: Configuration = { values: {}, origins: new Map(), files: [] };

/**
 * Reads the configuration of a run.
 *
 * @throws UsageError with every mistake in the file, by line.
 */
export function loadConfiguration(request: ConfigurationRequest): Configuration {
  if (request.isolated) return noConfiguration;
  const cwd = realpathSync(request.cwd);
  const path = request.config ?? findConfiguration(folderAround(request.start, cwd));
  return path === null ? noConfiguration : readWithBase(resolve(cwd, path), cwd, []);
}

/** A file with what it extends. `open` are the files that lead there. */
function readWithBase(path: string, cwd: string, open: readonly string[]): Configuration {
  const own = readFile(path, cwd);
  const { extend, ...values } = own.values;
  if (extend === undefined) return own;
  const at = own.origins.get("extend")?.place() ?? "";
  const base = resolve(cwd, extend);
  if ([...open, path].includes(base)) throw new UsageError(`${at}: \`extend\` leads back to ${shown(base, cwd)}`);
  const extended = inheritedFrom(base, cwd, [...open, path], at);
  const models = extended.values.models && values.models && joinModels(values.models, extended.values.models);
  return {
    values: { ...extended.values, ...values, ...(models && { models }) },
    origins: new Map([...extended.origins, ...own.origins]),
    files: [...own.files, ...extended.files],
  };
}

function inheritedFrom(base: string, cwd: string, open: readonly string[], at: string): Configuration {
  try {
    return readWithBase(base, cwd, open);
  } catch (error) {
    if (error instanceof Unreadable) throw new UsageError(`${at}: \`extend\`: ${error.message}`);
    throw error;
  }
}

/** The file itself cannot be had. */
class Unreadable extends UsageError {}

function readFile(path: string, cwd: string): Configuration {
  const name = shown(path, cwd);
  const found = configurationIn(path, textOf(path, name), cwd);
  const missing = found.values.models?.entryPoints.find(
    (entry) => entry.endsWith(".py") && !existsSync(resolve(cwd, entry)),
  );
  if (missing === undefined) return found;
  const at = found.origins.get("models")?.place(["entry-points"]);
  throw new UsageError(`${at}: \`models.entry-points\`: ${missing} does not exist`);
}

/** What the text of a configuration file says, without what it extends. Paths are absolute. */
export function configurationIn(path: string, text: string, cwd: string): Configuration {
  const name = shown(path, cwd);
  const document = tomlDocument(text);
  if (document.kind === "broken") throw new UsageError(`${name}:${document.line}: ${document.message}`);
  const section = sectionOf(path);
  const table = valueAt(document.table, section);
  if (table === undefined) throw new Unreadable(`${name} has no [${section.join(".")}]`);
  const place = (keys: KeyPath) => `${name}:${document.lineOf([...section, ...keys])}`;
  if (!isTable(table)) throw new UsageError(`${place([])}: [${section.join(".")}] is a table`);
  const folder = dirname(path);
  const keys = Object.keys(table).filter(isKey);
  return {
    values: withPaths(checked(table, place), folder, cwd),
    origins: new Map(keys.map((key) => [key, { folder, place: (below = []) => place([key, ...below]) }])),
    files: [name],
  };
}

function textOf(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8").replace(/^\ufeff/, "");
  } catch (error) {
    throw new Unreadable(`${name} cannot be read: ${explain(error)}`);
  }
}

function isKey(key: string): key is Key {
  return Object.hasOwn(schema, key);
}

/** The values, if all are right; else a UsageError that says of each line what is wrong. */
function checked(table: TomlTable, place: (keys: KeyPath) => string): Values {
  const complaints: string[] = [];
  const values = record(schema, "a table").read(table, (path, sentence) => {
    complaints.push(`${place(path)}: ${sentence(keyText(path))}${explanation(path, table)}`);
  });
  if (complaints.length > 0) throw new UsageError(complaints.join("\n"));
  return values ?? {};
}

/** `models.forks[0].when` */
function keyText(path: KeyPath): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("");
}

/** What a person who wrote an unknown key may have had in mind. */
function explanation([key, ...below]: KeyPath, table: TomlTable): string {
  if (below.length > 0) return "";
  if (onlyOnCommandLine.includes(String(key))) return `: --${key} is for the command line`;
  const isSection = key === "tool" && valueAt(table, ["tool", "grpc-fork-fix"]) !== undefined;
  return isSection ? `: in ${ownName} the keys stand without [tool.grpc-fork-fix]` : "";
}

/** Paths in a file are relative to it; from here on they are relative to the working directory. */
function withPaths(values: Values, folder: string, cwd: string): Values {
  const paths = Object.entries(values).flatMap(([key, value]) =>
    isKey(key) && "isPath" in schema[key] && typeof value === "string"
      ? [[key, shown(resolve(folder, value), cwd)]]
      : [],
  );
  const { models } = values;
  const entryPoints = models?.entryPoints.map((entry) =>
    entry.endsWith(".py") ? shown(resolve(folder, entry), cwd) : entry,
  );
  return {
    ...values,
    ...Object.fromEntries(paths),
    ...(models && entryPoints && { models: { ...models, entryPoints } }),
  };
}

function shown(path: string, cwd: string): string {
  return relative(cwd, path).split(sep).join("/") || ".";
}
