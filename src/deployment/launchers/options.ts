import type { Place } from "../../types";
import { UNKNOWN } from "../unknown";
import type { Word } from "../words";

export interface Option {
  /** The long name, without dashes. */
  readonly name: string;
  /** Null for an option without one; it may hold `UNKNOWN`. */
  readonly value: string | null;
  readonly at: Place;
}

export interface Arguments {
  readonly options: readonly Option[];
  /** What is neither an option nor the value of one. */
  readonly operands: readonly Word[];
}

/** How a program reads its arguments. An option that is not named here takes a value. */
export interface Syntax {
  /** The long names of one-letter options. */
  readonly letters: Readonly<Record<string, string>>;
  /** Long options that take no value. */
  readonly flags: ReadonlySet<string>;
}

/** Sorts the words after a program's name into options and operands, as getopt and its like do. */
export function argumentsIn(path: string, words: readonly Word[], syntax: Syntax): Arguments {
  const options: Option[] = [];
  const operands: Word[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as Word;
    if (word.text === "--") return { options, operands: [...operands, ...words.slice(index + 1)] };
    const read = optionOf(word, syntax);
    if (read.length === 0) operands.push(word);
    for (const { name, value, takesNext } of read) {
      const next = takesNext ? valueIn(words[index + 1]) : null;
      if (next !== null) index += 1;
      const span = { start: word.span.start, end: Math.max(word.span.end, next?.span.end ?? 0) };
      options.push({ name, value: next?.text ?? value, at: { path, span } });
    }
  }
  return { options, operands };
}

/** The last of some options, which is the one that counts. */
export function lastOf(options: readonly Option[], ...names: readonly string[]): Option | null {
  return options.findLast(({ name }) => names.includes(name)) ?? null;
}

/** The value of an option where it is a constant. */
export function constantIn(option: Option | null): string | null {
  return option?.value === undefined || option.value === null || option.value.includes(UNKNOWN) ? null : option.value;
}

interface Read {
  readonly name: string;
  readonly value: string | null;
  readonly takesNext: boolean;
}

/** One option, several short ones in one word, or none. */
function optionOf({ text }: Word, { letters, flags }: Syntax): readonly Read[] {
  const [, long, value] = /^--([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
  if (long !== undefined) {
    return [{ name: long, value: value ?? null, takesNext: value === undefined && !flags.has(long) }];
  }
  if (!/^-[A-Za-z]/.test(text)) return [];
  const read: Read[] = [];
  for (let at = 1; at < text.length; at += 1) {
    const name = letters[text.charAt(at)] ?? text.charAt(at);
    if (flags.has(name)) read.push({ name, value: null, takesNext: false });
    else
      return [
        ...read,
        { name, value: text.slice(at + 1).replace(/^=/, "") || null, takesNext: at + 1 === text.length },
      ];
  }
  return read;
}

/** A value does not look like an option; `-` is the standard output. */
function valueIn(word: Word | undefined): Word | null {
  return word === undefined || /^-./s.test(word.text) ? null : word;
}
