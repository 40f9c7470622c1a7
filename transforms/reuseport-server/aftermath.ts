/** What the parent does with the server after the fork: it has none any more, and waits for its workers instead. */
import type { Expression, Statement } from "../../src/code";
import { indentationAt, indentUnit, newline, statementLines } from "../../src/edits/indent";
import type { Edit, ImportRequest } from "../../src/types";
import type { LaunchCall } from "./launch-call";
import { freshName } from "./names";
import type { Origin } from "./origin";
import { type Part, part, type Refusal, refuse } from "./part";
import { removals } from "./relocation";
import { importOf } from "./sigterm";
import { dottedName, expressionsOfScope } from "./syntax";

export function settle(origin: Origin, after: readonly Statement[], launches: readonly LaunchCall[]): Part | Refusal {
  const [launch] = launches;
  if (after.length === 0 || !launch) return part({});
  const gone: Statement[] = [];
  const edits: Edit[] = [];
  const imports: ImportRequest[] = [];
  for (const statement of after) {
    const method = methodOf(statement, origin.holder);
    if (method === null || !statementLines(origin.text, statement.span, origin.facts.comments)) {
      return refuse("captured-value", `the parent uses ${origin.holder} after it has started the workers`);
    }
    if (method === "stop" || joinsWorkers(launch)) gone.push(statement);
    else {
      const join = joinLines(launch, statement);
      if (!join) return refuse("conflict", `${launch.facts.path} uses the name multiprocessing for something else`);
      edits.push(join.edit);
      imports.push(join.request);
    }
  }
  const notes = edits.length > 0 ? ["the parent waits for its workers"] : [];
  return part({ edits: [...edits, ...removals(origin, gone)], imports, notes });
}

/** `server.wait_for_termination()`, `server.stop(5)`, `server.stop(5).wait()` as a statement; null for anything else. */
function methodOf(statement: Statement, holder: string): "wait" | "stop" | null {
  if (statement.kind !== "expression" || statement.value.kind !== "call") return null;
  const { callee } = statement.value;
  if (callee.kind !== "attribute") return null;
  if (callee.name === "wait" && callee.object.kind === "call")
    return isCallOf(callee.object, `${holder}.stop`) ? "stop" : null;
  if (isCallOf(statement.value, `${holder}.wait_for_termination`)) return "wait";
  return isCallOf(statement.value, `${holder}.stop`) ? "stop" : null;
}

function isCallOf(e: Expression, name: string): boolean {
  return e.kind === "call" && dottedName(e.callee) === name;
}

/** The parent joins somebody already: `worker.join()`. */
function joinsWorkers(launch: LaunchCall): boolean {
  return expressionsOfScope(launch.facts, launch.scope).some(
    ({ expression: e }) =>
      e.kind === "call" &&
      e.callee.kind === "attribute" &&
      e.callee.name === "join" &&
      e.callee.object.kind !== "constant" &&
      e.arguments.length === 0 &&
      e.span.start > launch.call.span.end,
  );
}

function joinLines(launch: LaunchCall, statement: Statement): { edit: Edit; request: ImportRequest } | null {
  const { text, facts } = launch;
  const multiprocessing = importOf(launch, "multiprocessing", statement.span.start);
  const worker = freshName(["worker", "child", "process"], [launch]);
  if (!multiprocessing || !worker) return null;
  const inner = newline(text) + indentationAt(text, statement.span.start) + indentUnit(text);
  const lines = `for ${worker} in ${multiprocessing.name}.active_children():${inner}${worker}.join()`;
  return { edit: { path: facts.path, span: statement.span, text: lines }, request: multiprocessing.request };
}
