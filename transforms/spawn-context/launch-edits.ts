/** How a call says that it starts processes with `spawn`. */
import { localName } from "../../src/edits/imports";
import type { Source } from "../../src/edits/transform";
import type { Facts, ImportRequest, Launch, Span } from "../../src/types";
import { callAt, type FoundCall } from "./call-at";
import { type Change, families, objection, spawnedContext } from "./context";
import { executorEdits } from "./executor";
import { dottedFrom, meaningsOf } from "./origin";

/** The edits that make one launch spawn, and only it. */
export function launchEdits(launch: Launch, source: Source): Change {
  const { path, span } = launch.at;
  const facts = source.facts(path);
  const text = source.text(path);
  if (facts === null || text === null) return objection("not-utf8", `${path} cannot be read as text`);
  if (facts.generated) return objection("generated-file", `${path} is generated: change what generates it`);
  if (facts.errors.length > 0) return objection("has-syntax-error", `${path} does not parse`);
  if (launch.construct === "os-fork")
    return objection("unsupported-shape", "os.fork copies the process: start the child by multiprocessing with spawn");
  if (launch.construct === "process-subclass")
    return objection(
      "unsupported-shape",
      'the class is a Process of the default context: derive it from multiprocessing.get_context("spawn").Process',
    );
  const found = callAt(facts, span);
  if (found === null) return objection("unsupported-shape", "the call that starts the process could not be read");
  return launch.construct === "executor" ? executorEdits(facts, text, found) : contextEdits(facts, found);
}

/** `multiprocessing.Pool(…)` and its relatives. */
function contextEdits(facts: Facts, { call, scope }: FoundCall): Change {
  const { callee } = call;
  if (callee.kind === "attribute" && callee.object.kind === "call") {
    const spawned = spawnedContext(facts, scope, callee.object);
    if (spawned !== null) return { kind: "change", edits: spawned, imports: [] };
  }
  const dotted = dottedFrom(facts, scope, callee);
  const meanings = meaningsOf(facts, scope, callee);
  const homes = meanings.map(homeOf);
  const [home] = homes;
  if (dotted === null) return unknownContext();
  if (!home || homes.some((other) => other?.name !== home.name))
    return objection("unsupported-shape", `${meanings.join(" or ")} starts the process: tell it to spawn`);
  // The longest part of what is written that names the package itself.
  const owner = dotted.chain.find((part) =>
    meaningsOf(facts, scope, part).every((meaning, index) => meaning === homes[index]?.family),
  );
  if (owner !== undefined) {
    const span = { start: owner.span.end, end: callee.span.end };
    return change(facts.path, span, `.get_context("spawn").${home.name}`);
  }
  if (homes.some((other) => other?.family !== home.family))
    return objection("unsupported-shape", `it is one of ${meanings.join(", ")}: take get_context("spawn") of the same`);
  const request = { path: facts.path, from: home.family, name: "get_context", before: call.span.start };
  const local = localName(facts, request);
  if (local === null) return objection("conflict", `${facts.path} uses the name get_context for something else`);
  return change(facts.path, callee.span, `${local}("spawn").${home.name}`, request);
}

function unknownContext(): Change {
  return objection("unsupported-shape", 'the process is started through a variable: make that get_context("spawn")');
}

interface Home {
  readonly family: string;
  readonly name: "Process" | "Pool";
}

/** `multiprocessing.pool.Pool` is the class behind `multiprocessing.Pool`, with the default context. */
function homeOf(meaning: string): Home | null {
  const family = families.find((one) => meaning.startsWith(`${one}.`));
  if (family === undefined) return null;
  const rest = meaning.slice(family.length + 1);
  if (rest === "Process" || rest === "process.Process" || rest === "context.Process")
    return { family, name: "Process" };
  return rest === "Pool" || rest === "pool.Pool" ? { family, name: "Pool" } : null;
}

function change(path: string, span: Span, text: string, request?: ImportRequest): Change {
  return { kind: "change", edits: [{ path, span, text }], imports: request ? [request] : [] };
}
