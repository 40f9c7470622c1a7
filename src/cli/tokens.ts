import { parseArgs } from "node:util";
import { suggestion } from "../host/nearest";
import { UsageError } from "../host/usage-error";
import { type BorrowedFlag, borrowedFlags, ownOf } from "./borrowed-flags";
import { type FlagShape, flagTable } from "./flags";

/** A command line taken apart: which flags, in which order, and the rest. */
export interface Tokens {
  readonly flags: readonly Given[];
  /** A `literal` one stands after `--`. */
  readonly words: readonly { readonly text: string; readonly literal: boolean }[];
}

export interface Given {
  /** Its long name without the dashes. */
  readonly flag: string;
  /** Empty for a switch. */
  readonly value: string;
  /** False for a switch that is taken back: `--no-strict`. */
  readonly on: boolean;
}

/** The flags that a command line may have, and whose they are: null for a check. */
export interface Vocabulary {
  readonly command: string | null;
  readonly flags: readonly FlagShape[];
}

const general: Vocabulary = { command: null, flags: flagTable };

/** Splits arguments by the flags there are. Throws a UsageError for one that is not there, or a missing value. */
export function tokensOf(argv: readonly string[], vocabulary = general): Tokens {
  const all = [...vocabulary.flags, ...borrowedBy(vocabulary)];
  const byName = new Map(all.flatMap((flag) => namesOf(flag).map((name) => [name, flag])));
  const tokens = parsed(argv, all);
  const end = tokens.find((token) => token.kind === "option-terminator")?.index ?? argv.length;
  return {
    flags: tokens.flatMap((token) => (token.kind === "option" ? givenOf(token, byName, vocabulary) : [])),
    words: tokens.flatMap((token) =>
      token.kind === "positional" ? [{ text: token.value, literal: token.index > end }] : [],
    ),
  };
}

/** Where the first word stands that is no flag's value and not after `--`; -1 where there is none. */
export function firstWord(argv: readonly string[]): number {
  const tokens = parsed(argv, [...flagTable, ...borrowedBy(general)]);
  const first = tokens.find(({ kind }) => kind !== "option");
  return first?.kind === "positional" ? first.index : -1;
}

/** Those that stand for a flag of the vocabulary; and, in a check, those that are refused with a reason. */
function borrowedBy({ command, flags }: Vocabulary): readonly BorrowedFlag[] {
  const own = new Set(flags.flatMap(namesOf));
  return borrowedFlags.filter((flag) => {
    if (own.has(flag.long)) return false;
    return flag.kind === "same" ? own.has(flag.as) : command === null;
  });
}

function parsed(argv: readonly string[], flags: readonly FlagShape[]) {
  const options = parserOptions(flags);
  return parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true }).tokens;
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function givenOf(
  token: OptionToken,
  byName: ReadonlyMap<string, FlagShape | BorrowedFlag>,
  vocabulary: Vocabulary,
): readonly Given[] {
  const { name, rawName, value, inlineValue } = token;
  const flag = byName.get(name);
  if (flag === undefined) throw unknownFlag(name, rawName, vocabulary);
  if ("kind" in flag && (flag.kind === "refused" || isSwitch(flag, name))) return borrowed(flag, value ?? "");
  if (isSwitch(flag, name)) {
    // As jscodeshift writes it.
    if (flag.long === "verbose" && /^[012]$/.test(value ?? "")) return value === "0" ? [] : [on(flag.long)];
    if (value !== undefined) throw new UsageError(`${rawName} takes no value, but got "${value}"`);
    return [{ flag: flag.long, value: "", on: name !== flag.negation }];
  }
  const isMissing = value === undefined || value === "" || (inlineValue !== true && /^-./.test(value));
  if (isMissing) throw new UsageError(`${rawName} needs a value: ${rawName} ${flag.value}`);
  return "kind" in flag ? borrowed(flag, value) : [on(flag.long, value)];
}

function borrowed(flag: BorrowedFlag, value: string): readonly Given[] {
  const own = ownOf(flag, value);
  return own === null ? [] : [on(own.flag, own.value)];
}

function on(flag: string, value = ""): Given {
  return { flag, value, on: true };
}

function unknownFlag(name: string, rawName: string, { command, flags }: Vocabulary): UsageError {
  if (command !== null && flagTable.some((flag) => namesOf(flag).includes(name)))
    return new UsageError(`${command} does not take ${rawName}`);
  const longNames = flags.flatMap(namesOf).map((one) => `--${one}`);
  return new UsageError(`there is no flag ${rawName}${suggestion(rawName, longNames)}`);
}

function namesOf({ long, aliases, negation }: FlagShape): readonly string[] {
  return [long, ...(aliases ?? []), ...(negation === undefined ? [] : [negation])];
}

function parserOptions(flags: readonly FlagShape[]): Record<string, { type: "string" | "boolean"; short?: string }> {
  const options = flags.flatMap((flag) => namesOf(flag).map((name) => [name, optionOf(flag, name)] as const));
  return Object.fromEntries(options);
}

function optionOf(flag: FlagShape, name: string): { type: "string" | "boolean"; short?: string } {
  const type = isSwitch(flag, name) ? "boolean" : "string";
  return name === flag.long && flag.short !== undefined ? { type, short: flag.short } : { type };
}

/** A flag without a value; and what takes back one that has one. */
function isSwitch({ value, negation }: FlagShape, name: string): boolean {
  return value === undefined || name === negation;
}
