/** What one run of a deployed application came to. */
import type { Answer } from "./customer";

export interface Deployed {
  /** It stood still while it was asked, or not all of its processes ever answered. */
  readonly hung: boolean;
  /** The main process was gone before it had to stop. */
  readonly endedEarly: boolean;
  readonly answers: readonly Answer[];
  /** Of the round of requests that was the last. */
  readonly errors: readonly string[];
  /** The exit status of the main process: negative for a signal, null if it did not end. */
  readonly status: number | null;
  /** Processes that were there after the main one had ended. */
  readonly left: number;
  /** What it wrote to its standard output and error. */
  readonly output: string;
}

/**
 * Names what went wrong in a run of an application, joined with "+", or "ok".
 *
 * `ended`: the main process ended by itself; `hang`: it stands still; `few-answer`: the same for only some of its processes;
 * `errors`: requests or tasks failed; `wrong`: a reply to another request; `no-stop`: SIGTERM did not end it; the others
 * as for servers.
 */
export function deployedOutcome(
  { hung, endedEarly, answers, errors, status, left, output }: Deployed,
  processes: number,
): string {
  const answering = new Set(answers.map(({ pid }) => pid)).size;
  const parts = [
    ...(endedEarly ? ["ended"] : []),
    ...(hung ? [answering > 0 && answering < processes ? "few-answer" : "hang"] : []),
    ...(errors.length > 0 ? ["errors"] : []),
    ...(answers.some(({ asked, sku }) => asked !== sku) ? ["wrong"] : []),
    ...(/Check .*failed|Fatal Python error|\*\*\* SIG/.test(output) || (status ?? 0) < 0 ? ["crash"] : []),
    ...(/^Traceback \(most recent call last\):$/m.test(output) ? ["exc"] : []),
    ...(status === null ? ["no-stop"] : []),
    ...((status ?? 0) > 0 ? ["rc"] : []),
    ...(left > 0 ? ["leaves-children"] : []),
  ];
  return parts.length === 0 ? "ok" : parts.join("+");
}
