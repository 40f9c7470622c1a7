import type { Span } from "../../types";
import { aligned } from "../align";
import type { Start } from "../format";
import { assignmentsBefore, startsInScript } from "../script";
import { UNKNOWN } from "../unknown";
import { assignmentOf, type Word } from "../words";

/** Programs that start applications, by what they are called and by what `python -m` calls them. */
const programs: ReadonlyMap<string, string> = new Map([
  ["gunicorn", "gunicorn"],
  ["gunicorn3", "gunicorn"],
  ["gunicorn.app.wsgiapp", "gunicorn"],
  ["uwsgi", "uwsgi"],
  ["uwsgi-core", "uwsgi"],
  ["uwsgi_python3", "uwsgi"],
  ["pyuwsgi", "uwsgi"],
  ["celery", "celery"],
  ["functions-framework", "functions-framework"],
  ["functions_framework", "functions-framework"],
  ["functions-framework-python", "functions-framework"],
  ["functions_framework_python", "functions-framework"],
  ["huey_consumer", "huey"],
  ["huey_consumer.py", "huey"],
  ["huey.bin.huey_consumer", "huey"],
  ["pytest", "pytest"],
  ["py.test", "pytest"],
  ["rq", "rq"],
]);

/** Programs that run the command which follows, after their options and this many words of their own. */
const wrappers: ReadonlyMap<string, number> = new Map([
  ["builtin", 0],
  ["catatonit", 0],
  ["chpst", 0],
  ["command", 0],
  ["conda", 1],
  ["coverage", 1],
  ["ddtrace-run", 0],
  ["dockerize", 0],
  ["doppler", 1],
  ["dotenv", 1],
  ["dumb-init", 0],
  ["env", 0],
  ["exec", 0],
  ["gosu", 1],
  ["hatch", 1],
  ["ionice", 0],
  ["mamba", 1],
  ["micromamba", 1],
  ["newrelic-admin", 1],
  ["nice", 0],
  ["nohup", 0],
  ["opentelemetry-instrument", 0],
  ["pdm", 1],
  ["pipenv", 1],
  ["pixi", 1],
  ["poetry", 1],
  ["runuser", 0],
  ["rye", 1],
  ["s6-setuidgid", 1],
  ["setpriv", 0],
  ["setsid", 0],
  ["setuidgid", 1],
  ["stdbuf", 0],
  ["su-exec", 1],
  ["sudo", 0],
  ["time", 0],
  ["timeout", 1],
  ["tini", 0],
  ["uv", 1],
  ["uvx", 0],
]);

/** The subcommand of a wrapper that takes one; any other (`poetry install`) runs nothing of ours. */
const subcommands = /^(?:run|run-program|tool|x)$/;
const takesSubcommand =
  /^(?:conda|coverage|doppler|dotenv|hatch|mamba|micromamba|newrelic-admin|pdm|pipenv|pixi|poetry|rye|uv)$/;

const shells = /^(?:ba|da|a|z|k)?sh$|^(?:su|runuser|busybox)$/;
const interpreters = /^(?:python|pypy)[\d.]*$/;

/** Wrappers around wrappers; more of them are no way to start anything. */
const DEPTH = 8;

/** What a word starts that is the name of a program, with or without its folder: `gunicorn`; null for other programs. */
export function programOf({ text }: Word): string | null {
  return programs.get(nameOf(text)) ?? null;
}

/**
 * The programs that a start comes to, without what stands around them: `exec poetry run python -m gunicorn shop.web`
 * and `sh -c "cd shop && gunicorn web"` start gunicorn. `text` is where the words are.
 */
export function unwrapped(text: string, start: Start, depth = 0): readonly Start[] {
  const own = assignmentsBefore(start.words);
  const [head, ...rest] = start.words.slice(own.length);
  if (head === undefined || depth > DEPTH) return [];
  const variables = [...start.variables, ...own];
  if (programOf(head) !== null) return [{ ...start, words: [head, ...rest], variables }];
  const name = nameOf(head.text);
  const script = shells.test(name) ? scriptOf(rest) : null;
  if (script !== null) {
    return inner(text, script, { ...start, variables }).flatMap((found) => unwrapped(text, found, depth + 1));
  }
  if (interpreters.test(name)) return module({ ...start, variables }, rest);
  const command = shells.test(name) ? { words: afterOptions(rest), variables: [] } : commandAfter(head, rest);
  if (command === null) return [];
  const wrapped = { ...start, words: command.words, variables: [...variables, ...command.variables] };
  return unwrapped(text, wrapped, depth + 1);
}

function nameOf(text: string): string {
  return text.slice(text.lastIndexOf("/") + 1);
}

function afterOptions(words: readonly Word[]): readonly Word[] {
  const from = words.findIndex(({ text }) => !text.startsWith("-"));
  return from < 0 ? [] : words.slice(from);
}

/** The word after `-c`. */
function scriptOf(words: readonly Word[]): Word | null {
  const at = words.findIndex(({ text }) => /^-[a-z]*c$/.test(text) || text === "--command");
  const script = at < 0 ? undefined : words.slice(at + 1).find(({ text }) => !/^-[a-z]/.test(text));
  return script ?? null;
}

function inner(text: string, word: Word, { folder, variables }: Start): readonly Start[] {
  const toSource: (span: Span) => Span = aligned(text, word.span, word.text);
  const starts = startsInScript(word.text, { start: 0, end: word.text.length }, { folder, variables: [] });
  return starts.map((found) => ({
    words: found.words.map((inside) => ({ ...inside, span: toSource(inside.span) })),
    folder: found.folder,
    variables: [...variables, ...found.variables.map((variable) => ({ ...variable, span: toSource(variable.span) }))],
  }));
}

/** `python -m gunicorn …`, or `python /usr/bin/gunicorn …`. */
function module(start: Start, words: readonly Word[]): readonly Start[] {
  const option = words.findIndex(({ text }) => text === "-m");
  const at = option < 0 ? words.findIndex(({ text }) => !text.startsWith("-")) : option + 1;
  const name = words[at];
  if (name === undefined || programOf(name) === null) return [];
  return [{ ...start, words: words.slice(at) }];
}

/** The words of the command that a wrapper runs, and the variables that it sets for it. */
function commandAfter(head: Word, words: readonly Word[]): Pick<Start, "words" | "variables"> | null {
  // `command -v gunicorn` only asks for it.
  if (head.text === "command" && /^-[vV]/.test(words[0]?.text ?? "")) return null;
  const own = wrappers.get(nameOf(head.text));
  if (own !== undefined) return wrappedBy(nameOf(head.text), own, words);
  const dashes = words.findIndex(({ text }) => text === "--");
  if (dashes >= 0) return { words: words.slice(dashes + 1), variables: [] };
  // An entry point of a container hands its arguments on, and what is in a variable is such a wrapper or nothing.
  const isOpen = /\.sh$|entry-?point/.test(head.text) || head.text === UNKNOWN;
  return isOpen && words[0] !== undefined && isStart(words[0]) ? { words, variables: [] } : null;
}

function wrappedBy(name: string, own: number, words: readonly Word[]): Pick<Start, "words" | "variables"> | null {
  const variables: NonNullable<ReturnType<typeof assignmentOf>>[] = [];
  let left = own;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Word;
    if (word.text === "--") return { words: words.slice(at + 1), variables };
    // The name of a user is often that of a program.
    if (/^(?:-[ugU]|--user|--group)$/.test(word.text)) at += 1;
    else if (word.text.startsWith("-")) continue;
    else if (left > 0) {
      if (takesSubcommand.test(name) && !subcommands.test(word.text)) continue;
      left -= 1;
    } else {
      const assignment = assignmentOf(word);
      if (assignment !== null) variables.push(assignment);
      else if (isStart(word)) return { words: words.slice(at), variables };
    }
  }
  return null;
}

/** Whether a word may be the first of a command that starts an application. Others are values of options. */
function isStart(word: Word): boolean {
  const name = nameOf(word.text);
  return (
    programOf(word) !== null || wrappers.has(name) || shells.test(name) || interpreters.test(name) || /\.sh$/.test(name)
  );
}
