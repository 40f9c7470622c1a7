import type { Span } from "../types";
import { shell } from "./command";
import { folderFrom } from "./folder";
import type { Assignment, Start } from "./format";
import { UNKNOWN } from "./unknown";
import { assignmentOf, type Quoting, type Word, wordAt } from "./words";

/** What holds where a script begins. */
export interface Surroundings {
  readonly folder: string | null;
  readonly variables: readonly Assignment[];
}

/** Words that may stand before a command without being a part of it. */
const reserved = new Set(["!", "{", "}", "if", "then", "else", "elif", "while", "until", "do", "time", "fi", "done"]);

/**
 * The simple commands of a shell text, in its order, each with the folder that a `cd` before it leads to and with what
 * was exported before it. Nothing is evaluated: all branches count, and comments, here-documents and redirections do not.
 */
export function startsInScript(
  text: string,
  span: Span,
  { folder, variables }: Surroundings = { folder: null, variables: [] },
  quoting: Quoting = shell,
): readonly Start[] {
  const starts: Start[] = [];
  let exported = variables;
  let here = folder;
  for (const words of commandsIn(text, span, quoting)) {
    const own = assignmentsBefore(words);
    const command = words.slice(own.length);
    const [head, argument] = command.map((word) => word.text);
    if (head === "export") exported = [...exported, ...command.flatMap((word) => assignmentOf(word) ?? [])];
    else if (head === "cd" || head === "pushd") here = folderAfter(here, argument ?? "~");
    else if (command.length > 0) {
      starts.push({ words: command, folder: here, variables: own.length === 0 ? exported : [...exported, ...own] });
    }
  }
  return starts;
}

/** The variables that a script sets for what it starts: exported ones, and those before a command. */
export function exportedIn(text: string, span: Span): readonly Assignment[] {
  return [...commandsIn(text, span, shell)].flatMap((words) => {
    const own = assignmentsBefore(words);
    // Without a command after it, an assignment is a variable of the shell alone.
    if (own.length === words.length) return [];
    const rest = words[own.length]?.text === "export" ? words.slice(own.length) : [];
    return [...own, ...rest.flatMap((word) => assignmentOf(word) ?? [])];
  });
}

/** The variables that a command sets before its first word. */
export function assignmentsBefore(words: readonly Word[]): readonly Assignment[] {
  const assignments: Assignment[] = [];
  for (const word of words) {
    const assignment = assignmentOf(word);
    if (assignment === null) break;
    assignments.push(assignment);
  }
  return assignments;
}

function folderAfter(here: string | null, there: string): string | null {
  return there.includes(UNKNOWN) || /^[~-]/.test(there) ? null : folderFrom(here, there);
}

/** The words of each simple command, without those that belong to the grammar of the shell. */
function* commandsIn(text: string, { start, end }: Span, quoting: Quoting): Generator<readonly Word[]> {
  const part = text.slice(0, end);
  let words: Word[] = [];
  let documents: string[] = [];
  let open = 0;
  for (let at = start; at < end; ) {
    const token = tokenAt(part, at, quoting);
    at = token.end;
    if (token.kind === "word") words.push(token.word);
    if (token.kind === "document") documents.push(token.delimiter);
    if (token.kind !== "end") continue;
    const sign = part.charAt(at - 1);
    if (sign === "(") open += 1;
    // A bracket that nothing opened ends a pattern of `case`.
    if (sign !== ")" || open > 0) yield* commandOf(words);
    if (sign === ")") open = Math.max(open - 1, 0);
    words = [];
    if (sign !== "\n") continue;
    for (const delimiter of documents) at = afterDocument(part, at, delimiter);
    documents = [];
  }
  yield* commandOf(words);
}

function commandOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const from = words.findIndex(({ text }) => !reserved.has(text));
  const command = from < 0 ? [] : words.slice(from);
  // What follows these are words, not commands.
  return command.length === 0 || /^(?:for|case|select|function)$/.test(command[0]?.text ?? "") ? [] : [command];
}

type Token =
  | { readonly kind: "word"; readonly word: Word; readonly end: number }
  | { readonly kind: "document"; readonly delimiter: string; readonly end: number }
  | { readonly kind: "gap" | "end"; readonly end: number };

function tokenAt(text: string, at: number, quoting: Quoting): Token {
  const char = text.charAt(at);
  if (char === quoting.escape && /^\r?\n/.test(text.slice(at + 1, at + 3))) {
    return { kind: "gap", end: at + (text[at + 1] === "\r" ? 3 : 2) };
  }
  if (char === "#") return { kind: "gap", end: lineEnd(text, at) };
  if (/[<>]/.test(char) || (char === "&" && text[at + 1] === ">")) return redirectionAt(text, at, quoting);
  if (/[\n;&|()]/.test(char)) return { kind: "end", end: at + 1 };
  if (quoting.separator.test(char)) return { kind: "gap", end: at + 1 };
  const word = wordAt(text, at, quoting);
  // Only a number right before the sign is one of a file.
  if (/^\d+$/.test(word.text) && /[<>]/.test(text.charAt(word.span.end))) return { kind: "gap", end: word.span.end };
  return { kind: "word", word, end: Math.max(word.span.end, at + 1) };
}

/** From the sign to the end of the file name after it. */
function redirectionAt(text: string, at: number, quoting: Quoting): Token {
  const sign = /^(?:<<<|<<-?|&>>?|[<>]&|>>|>\||<>|[<>])[ \t]*/.exec(text.slice(at, at + 64))?.[0] ?? "<";
  const from = at + sign.length;
  if (from >= text.length || quoting.separator.test(text.charAt(from))) return { kind: "gap", end: from };
  const target = wordAt(text, from, quoting);
  if (/^<<-?\s*$/.test(sign)) return { kind: "document", delimiter: target.text, end: target.span.end };
  return { kind: "gap", end: target.span.end };
}

/** The offset after the line that ends a here-document; where no line does, there is none. */
function afterDocument(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at);
    if (text.slice(at, end).trim() === delimiter) return end;
    at = end + 1;
  }
  return from;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
