/** `ProcessPoolExecutor(max_workers, mp_context, …)` is told its context. */
import type { Argument, Call } from "../../src/code";
import { localName } from "../../src/edits/imports";
import { lineStart, newline, nextLine } from "../../src/edits/indent";
import type { Edit, Facts, ImportRequest } from "../../src/types";
import type { FoundCall } from "./call-at";
import { constructionOf } from "./construction";
import { type Change, objection, spawnedContext } from "./context";

/** The call may also be the one that gives the executor its first task, at which it forks. */
export function executorEdits(facts: Facts, text: string, found: FoundCall): Change {
  const construction = constructionOf(facts, found);
  if (construction === null || hasSpread(construction.call))
    return objection("unsupported-shape", 'give the executor mp_context=multiprocessing.get_context("spawn")');
  const { call, scope } = construction;
  const given = contextOf(call);
  const own = given && spawnedContext(facts, scope, given.value);
  if (own) return { kind: "change", edits: own, imports: [] };
  if (given && !(given.value.kind === "constant" && given.value.value === null))
    return objection("unsupported-shape", 'its mp_context is a variable: make that get_context("spawn")');
  const request: ImportRequest = { path: facts.path, from: null, name: "multiprocessing", before: call.span.start };
  const local = localName(facts, request);
  if (local === null) return objection("conflict", `${facts.path} uses the name multiprocessing for something else`);
  const context = `${local}.get_context("spawn")`;
  const edit = given ? { path: facts.path, span: given.value.span, text: context } : added(facts, text, call, context);
  return { kind: "change", edits: [edit], imports: [request] };
}

function contextOf(call: Call): Argument | null {
  const positional = call.arguments.filter(({ kind }) => kind === "positional");
  return call.arguments.find(({ name }) => name === "mp_context") ?? positional[1] ?? null;
}

/** A new last argument, on a line of its own where the last one has one. */
function added(facts: Facts, text: string, call: Call, context: string): Edit {
  const { path } = facts;
  const argument = `mp_context=${context}`;
  const last = call.arguments.at(-1);
  const offset = last?.span.end ?? call.span.end - 1;
  const here = { path, span: { start: offset, end: offset } };
  if (last === undefined) return { ...here, text: argument };
  const indentation = text.slice(lineStart(text, last.span.start), last.span.start);
  if (indentation.trim() !== "") return { ...here, text: `, ${argument}` };
  const end = nextLine(text, offset);
  // Behind the comma there may be a comment, which stays with what it speaks of.
  const isEnded = /^,[ \t]*(?:#.*)?(?:\r\n|\r|\n)$/.test(text.slice(offset, end));
  if (!isEnded) return { ...here, text: `,${newline(text)}${indentation}${argument}` };
  return { path, span: { start: end, end }, text: `${indentation}${argument},${newline(text)}` };
}

/** Whether arguments are hidden behind a star. */
function hasSpread(call: Call): boolean {
  return call.arguments.some(({ kind }) => kind === "star" || kind === "double-star");
}
