import { UsageError } from "../host/usage-error";

/** The time as a campaign sees it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Waits, or until `stop` resolves. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Acts again and again until what it gives is called. Does not keep the process alive. */
  readonly every: (milliseconds: number, act: () => void) => () => void;
  /** How long a time is on the clock of this machine, in milliseconds. */
  readonly real: (milliseconds: number) => number;
}

/** The environment variable that makes time run faster. */
export const clockVariable = "GRPC_FORK_FIX_CLOCK";

/**
 * The clock of this machine. For trials it can run faster: with `GRPC_FORK_FIX_CLOCK=60` a minute's limit takes a second.
 * Every process of a trial has to have the same.
 */
export function clockOf(environment: Readonly<Record<string, string | undefined>>, stop: Promise<void>): Clock {
  const factor = factorOf(environment[clockVariable]);
  return {
    now: () => Math.round(Date.now() * factor),
    sleep: (milliseconds) =>
      new Promise((wake) => {
        const timer = setTimeout(wake, milliseconds / factor);
        void stop.then(() => {
          clearTimeout(timer);
          wake();
        });
      }),
    every: (milliseconds, act) => {
      const timer = setInterval(act, milliseconds / factor).unref();
      return () => clearInterval(timer);
    },
    real: (milliseconds) => milliseconds / factor,
  };
}

function factorOf(text: string | undefined): number {
  if (text === undefined || text === "") return 1;
  const factor = Number(text);
  // Beyond that, a date of today has no place in a Date.
  if (factor >= 1 && factor <= 1_000) return factor;
  throw new UsageError(`${clockVariable} is a number from 1 to 1000, not "${text}"`);
}
