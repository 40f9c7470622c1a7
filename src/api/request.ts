import type { FactsCache } from "../analyse";
import { type FlagShape, flagTable } from "../cli/flags";
import type { Given, Tokens } from "../cli/tokens";
import { suggestion } from "../host/nearest";
import { UsageError } from "../host/usage-error";
import type { Options } from "../types";

/**
 * What is to be analysed. What is left out is read from the configuration file of the project and then from the
 * project, as on the command line; each has the meaning of the flag of that name (docs/cli.md).
 */
export interface AnalyzeRequest {
  /** The folder that paths and globs are relative to; the working directory if it is missing. */
  readonly root?: string;
  /** Files and folders in which findings are wanted; all of `root` if it is missing. The project around them is analysed. */
  readonly paths?: readonly string[];
  /** Texts that stand in for files on disk, or that are new, by path. */
  readonly files?: ReadonlyMap<string, string>;
  /** Rule codes, prefixes, names or `ALL`. */
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly unsafeFixes?: boolean;
  /** Globs. */
  readonly exclude?: readonly string[];
  /** Whether what `.gitignore` names is left out; it is, if this is missing. */
  readonly gitignore?: boolean;
  /** The lowest Python supported: `3.9`. */
  readonly targetPython?: string;
  /** The grpcio in use: `1.71.0`. */
  readonly grpcioVersion?: string;
  readonly platform?: "linux" | "darwin";
  /** Take this configuration file, not the nearest one. */
  readonly config?: string;
  /** Read no configuration file. */
  readonly isolated?: boolean;
  /** Kept by the caller from one call to the next, so that only what has changed is parsed. */
  readonly cache?: Cache;
  /** Told how far the run is; `total` is 0 while that is unknown. */
  readonly progress?: NonNullable<Options["progress"]>;
}

/** What is to be repaired. */
export interface FixRequest extends AnalyzeRequest {
  /** Write the changes to the disk, under the guards of `--write`. */
  readonly write?: boolean;
  readonly allowDirty?: boolean;
  readonly allowNoVcs?: boolean;
}

/** How a report looks. */
export interface Look {
  /** A path of the result as the reader should see it. */
  readonly display?: (path: string) => string;
  readonly mode?: "report" | "dry-run" | "write";
  readonly color?: boolean;
}

/** What is known of files from earlier calls. It holds no texts, and is of use for one project. */
export type Cache = FactsCache;

/** The keys that are flags, and what their values are. */
const options = {
  select: "texts",
  ignore: "texts",
  unsafeFixes: "switch",
  exclude: "texts",
  gitignore: "switch",
  targetPython: "text",
  grpcioVersion: "text",
  platform: "text",
  config: "text",
  isolated: "switch",
  write: "switch",
  allowDirty: "switch",
  allowNoVcs: "switch",
} as const satisfies Partial<Record<keyof FixRequest, "switch" | "text" | "texts">>;

/** The other keys. */
const own: readonly (keyof FixRequest)[] = ["root", "paths", "files", "cache", "progress"];

const keys: readonly string[] = [...own, ...Object.keys(options)];

/** The command line that asks for the same. Throws a UsageError for a key that is none, or has a value of a wrong type. */
export function tokensOf(request: FixRequest): Tokens {
  const unknown = Object.keys(request).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new UsageError(`there is no option ${unknown}${suggestion(unknown, keys)}`);
  return {
    flags: (Object.keys(options) as (keyof typeof options)[]).flatMap((key) => givenOf(key, request[key])),
    words: textsOf("paths", request.paths ?? []).map((text) => ({ text, literal: true })),
  };
}

function givenOf(key: keyof typeof options, value: unknown): readonly Given[] {
  if (value === undefined) return [];
  if (options[key] === "switch") return switched(key, value);
  const flag = flagNamed(key).long;
  const texts = options[key] === "texts" ? textsOf(key, value) : [textOf(key, value)];
  // An empty list is said as well: it takes back what a configuration file says.
  return (texts.length === 0 ? [""] : texts).map((text) => ({ flag, value: text, on: true }));
}

/** A switch that is off is not said, unless it takes back what a configuration file says. */
function switched(key: string, value: unknown): readonly Given[] {
  if (typeof value !== "boolean") throw wrong(key, "true or false", value);
  const { long, negation } = flagNamed(key);
  const on = value === (negation !== kebab(key));
  return on || negation !== undefined ? [{ flag: long, value: "", on }] : [];
}

function flagNamed(key: string): FlagShape {
  const name = kebab(key);
  const flag = flagTable.find(({ long, negation }) => long === name || negation === name);
  if (flag === undefined) throw new Error(`no flag is behind the option ${key}`);
  return flag;
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function textsOf(key: string, value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw wrong(key, "an array of strings", value);
  return value.map((one) => textOf(key, one));
}

function textOf(key: string, value: unknown): string {
  if (typeof value === "string" && value !== "") return value;
  throw wrong(key, "text", value);
}

function wrong(key: string, type: string, value: unknown): UsageError {
  return new UsageError(`${key} is ${type}, not ${JSON.stringify(value)}`);
}
