import type { Connection, WorkDoneProgressServerReporter } from "vscode-languageserver";
import type { Scope, Stage } from "./analyst";
import type { Abilities } from "./capabilities";
import { source } from "./diagnostics";
import type { Around } from "./session";

/** Milliseconds before a check is shown that is not the first: those after a change are mostly over sooner. */
const PATIENCE = 1000;

/** Shows checks as work that is under way, to editors that show such things. */
export function createProgress(connection: Connection, { workDoneProgress }: Abilities): Around["progress"] {
  if (!workDoneProgress) return () => ({ show: () => {}, end: () => {} });
  return (scope, isFirst) => {
    let reporter: WorkDoneProgressServerReporter | null = null;
    let isOver = false;
    const begin = async () => {
      const created = await connection.window.createWorkDoneProgress();
      created.begin(`${source}: ${nameOf(scope)}`, undefined, undefined, false);
      if (isOver) created.done();
      else reporter = created;
    };
    // An editor that does not want to show it need not.
    const tryToBegin = () => void begin().catch(() => {});
    const timer = isFirst ? null : setTimeout(tryToBegin, PATIENCE);
    if (isFirst) tryToBegin();
    return {
      show: ({ name, done, total }: Stage) => {
        if (total === 0) reporter?.report(name);
        else reporter?.report(Math.floor((100 * Math.min(done, total)) / total), name);
      },
      end: () => {
        isOver = true;
        if (timer !== null) clearTimeout(timer);
        reporter?.done();
      },
    };
  };
}

function nameOf({ folder, file }: Scope): string {
  return (file ?? folder).split(/[\\/]/).at(-1) ?? "";
}
