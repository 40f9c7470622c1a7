/** What the head of a server program says that must hold while it serves and when it is stopped. */

/** How a run is ended: SIGTERM to the main process; to all of them, as systemd does; SIGINT to all, as Ctrl-C does. */
export type Stop = "sigterm" | "sigterm-all" | "sigint";

export interface Serving {
  /** So many processes must answer. */
  readonly workers: number;
  /** They listen on so many ports together. */
  readonly addresses: number;
  /** So many calls to each port must succeed; fewer where one is dear. */
  readonly calls: number;
  /** When one worker is killed, the others must still answer. */
  readonly oneKilled: boolean;
  /** A run takes one of them; the runs of a cell go through them in turn. Afterwards nothing may be left. */
  readonly stops: readonly [Stop, ...Stop[]];
  /** A call that is under way at a SIGTERM gets its whole reply, and the main process exits with 0. */
  readonly finishesCalls: boolean;
}

const STOPS: readonly Stop[] = ["sigterm", "sigterm-all", "sigint"];

/**
 * Reads a head; `field` gives the text behind a key of it. Null when it is no server program: it has no `workers`.
 *
 *     # workers: 3
 *     # addresses: 1                  (the default)
 *     # calls: 3                      (12 by default)
 *     # one-killed: still-answers
 *     # sigterm: finishes-calls       (or nothing-left)
 *     # sigterm-all: nothing-left
 *     # sigint: nothing-left
 */
export function readServing(field: (key: string) => string | null, name: string): Serving | null {
  const workers = field("workers");
  if (workers === null) return null;
  const [first, ...rest] = STOPS.filter((stop) => field(stop) !== null);
  if (first === undefined) throw new Error(`${name}: one of ${STOPS.join(", ")} must end it`);
  for (const [key, allowed] of Object.entries(WORDS)) {
    const word = field(key);
    if (word !== null && !allowed.includes(word)) throw new Error(`${name}: unknown ${key} "${word}"`);
  }
  return {
    workers: count(workers, name),
    addresses: count(field("addresses") ?? "1", name),
    calls: count(field("calls") ?? "12", name),
    oneKilled: field("one-killed") !== null,
    stops: [first, ...rest],
    finishesCalls: field("sigterm") === "finishes-calls",
  };
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  "one-killed": ["still-answers"],
  sigterm: ["nothing-left", "finishes-calls"],
  "sigterm-all": ["nothing-left"],
  sigint: ["nothing-left"],
};

function count(text: string, name: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new Error(`${name}: "${text}" is no small number`);
  return Number(text);
}
