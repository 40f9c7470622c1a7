import { parseArgs } from "node:util";
import { suggestion } from "../host/nearest";
import { UsageError } from "../host/usage-error";
import { type Flag, type FlagName, flagTable, laterFlags } from "./flags";

/** A command line taken apart: which flags, in which order, and the rest. */
export interface Tokens {
  readonly flags: readonly Given[];
  /** A `literal` one stands after `--`. */
  readonly words: readonly { readonly text: string; readonly literal: boolean }[];
}

export interface Given {
  readonly flag: FlagName;
  /** Empty for a switch. */
  readonly value: string;
  /** False for a switch that is taken back: `--no-strict`. */
  readonly on: boolean;
}

const byName = new Map(flagTable.flatMap((flag) => namesOf(flag).map((name) => [name, flag])));
const longNames = [...byName.keys()].map((name) => `--${name}`);

/** Splits arguments by the table of flags. Throws a UsageError for a flag that is not there, or a missing value. */
export function tokensOf(argv: readonly string[]): Tokens {
  const { tokens } = parseArgs({
    args: [...argv],
    options: parserOptions(),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const end = tokens.find((token) => token.kind === "option-terminator")?.index ?? argv.length;
  return {
    flags: tokens.flatMap((token) => (token.kind === "option" ? [givenOf(token)] : [])),
    words: tokens.flatMap((token) =>
      token.kind === "positional" ? [{ text: token.value, literal: token.index > end }] : [],
    ),
  };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function givenOf({ name, rawName, value, inlineValue }: OptionToken): Given {
  const flag = byName.get(name);
  if (flag === undefined) throw unknownFlag(name, rawName);
  if (flag.value === undefined) {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, but got "${value}"`);
    return { flag: flag.long, value: "", on: name !== flag.negation };
  }
  const isMissing = value === undefined || value === "" || (inlineValue !== true && /^-./.test(value));
  if (isMissing) throw new UsageError(`${rawName} needs a value: ${rawName} ${flag.value}`);
  return { flag: flag.long, value, on: true };
}

function unknownFlag(name: string, rawName: string): UsageError {
  if (laterFlags.includes(name)) return new UsageError(`${rawName} is not in this version`);
  return new UsageError(`there is no flag ${rawName}${suggestion(rawName, longNames)}`);
}

function namesOf({ long, aliases, negation }: Flag): readonly string[] {
  return [long, ...(aliases ?? []), ...(negation === undefined ? [] : [negation])];
}

function parserOptions(): Record<string, { type: "string" | "boolean"; short?: string }> {
  const options = flagTable.flatMap((flag) => namesOf(flag).map((name) => [name, optionOf(flag, name)] as const));
  return Object.fromEntries(options);
}

function optionOf(flag: Flag, name: string): { type: "string" | "boolean"; short?: string } {
  const type = flag.value === undefined ? "boolean" : "string";
  return name === flag.long && flag.short !== undefined ? { type, short: flag.short } : { type };
}
