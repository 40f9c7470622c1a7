/** What one run of a server program came to. */
import type { Serving, Stop } from "./serving";

export interface Service {
  readonly stop: Stop;
  /** The main process was gone before it had to stop. */
  readonly endedEarly: boolean;
  /** The processes that answered until all were there, or nobody new came. */
  readonly answering: readonly number[];
  /** The ports on which its processes listened then. */
  readonly ports: readonly number[];
  /** What calls ended with once all were there: status names. */
  readonly errors: readonly string[];
  /** The same after one worker was killed. */
  readonly errorsAfterKill: readonly string[];
  /** The call that was under way when it had to stop did not get its whole reply. */
  readonly callCut: boolean;
  /** The exit status of the main process: negative for a signal, null if it did not end. */
  readonly status: number | null;
  /** Processes that were there after the main one had ended. */
  readonly left: number;
  readonly stderr: string;
}

/**
 * Names what went wrong in a run of a server program, joined with "+", or "ok".
 *
 * `ended`: the main process ended by itself; `nobody-answers`; `few-answer`: fewer processes than declared;
 * `other-port`: another number of ports than declared; `errors`: calls failed while it served, or after one worker was
 * killed; `call-cut`: the stop cut a call; `hang`: it did not stop; `leaves-children`: its children did not; `crash`,
 * `exc` and `rc` as for client programs.
 */
export function serviceOutcome(service: Service, serving: Serving): string {
  const parts = [...whileServing(service, serving), ...whenStopped(service, serving)];
  return parts.length === 0 ? "ok" : parts.join("+");
}

function whileServing(service: Service, serving: Serving): string[] {
  if (service.endedEarly) return ["ended"];
  if (service.answering.length === 0) return ["nobody-answers"];
  return [
    ...(service.answering.length < serving.workers ? ["few-answer"] : []),
    ...(service.ports.length === serving.addresses ? [] : ["other-port"]),
    ...(service.errors.length + service.errorsAfterKill.length > 0 ? ["errors"] : []),
  ];
}

function whenStopped({ stop, status, stderr, callCut, left }: Service, { finishesCalls }: Serving): string[] {
  const interrupted = stop === "sigint";
  // Without a handler SIGTERM ends a process, which is clean unless the head asks for more; SIGINT does so by an exception.
  const dies = status !== null && status < 0 && (finishesCalls || interrupted ? -2 : -15) !== status;
  return [
    ...(callCut ? ["call-cut"] : []),
    ...(dies || /Check failed|Fatal Python error|\*\*\* SIG/.test(stderr) ? ["crash"] : []),
    ...(!interrupted && /^Traceback \(most recent call last\):$/m.test(stderr) ? ["exc"] : []),
    ...(!interrupted && status !== null && status > 0 ? ["rc"] : []),
    ...(status === null ? ["hang"] : []),
    ...(left > 0 ? ["leaves-children"] : []),
  ];
}
