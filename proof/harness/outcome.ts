/** What a run came to. */
export interface Run {
  /** The exit status of the main process: negative for the number of the signal that ended it, null if it was hung. */
  readonly status: number | null;
  readonly records: readonly JournalRecord[];
  readonly stderr: string;
  /** Processes of the program that were still there after its main process had ended. */
  readonly orphans: number;
}

/** A line of the journal: the call that a process made, and the item that the reply to it names. */
export interface JournalRecord {
  readonly step: string;
  readonly reply: string;
  readonly pid: number;
}

/**
 * Names what went wrong in a run, joined with "+", or "ok". It is ok when each step saw its own reply once, the main
 * process exited with 0 and nothing was left behind.
 *
 * `hang`: no step forward, and steps are missing; `hang-at-exit`: none is missing; `wrong`: a reply to another call, or
 * a step twice; `exc`: a Python exception; `crash`: a process died of a signal; `rc`: another exit status; `missing`:
 * steps are missing for no other reason that is known; `orphans`: processes outlived the main one.
 */
export function outcome(run: Run, steps: readonly string[]): string {
  const seen = run.records.map((record) => record.step);
  const missing = steps.filter((step) => !seen.includes(step));
  const wrong = run.records.some((record) => record.reply !== record.step) || new Set(seen).size < seen.length;
  const crashed =
    (run.status !== null && run.status < 0) || /Check failed|Fatal Python error|\*\*\* SIG/.test(run.stderr);
  const parts = [
    ...(run.status === null ? [missing.length > 0 ? "hang" : "hang-at-exit"] : []),
    ...(wrong ? ["wrong"] : []),
    ...(crashed ? ["crash"] : []),
    ...(/^Traceback \(most recent call last\):$/m.test(run.stderr) ? ["exc"] : []),
    ...(run.status !== null && run.status > 0 ? ["rc"] : []),
    ...(run.orphans > 0 ? ["orphans"] : []),
  ];
  if (parts.length === 0 && missing.length > 0) return "missing";
  return parts.length === 0 ? "ok" : parts.join("+");
}
