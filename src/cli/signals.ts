/** A request from outside to come to an end. */
export interface Stop {
  /** The signal that came, once it has. */
  readonly signal: () => "SIGINT" | "SIGTERM" | null;
  /** Resolves when one has come. */
  readonly came: Promise<void>;
  /** Takes the handlers away. */
  readonly release: () => void;
}

/** Lets a command finish what it is doing on the first signal; a second one ends the process at once. */
export function stopOnSignal(): Stop {
  let signal: "SIGINT" | "SIGTERM" | null = null;
  let tell: () => void = () => undefined;
  const came = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const handle = (name: NodeJS.Signals) => {
    if (signal !== null) process.exit(statusOf(signal));
    signal = name === "SIGTERM" ? "SIGTERM" : "SIGINT";
    tell();
  };
  process.on("SIGINT", handle);
  process.on("SIGTERM", handle);
  return {
    signal: () => signal,
    came,
    release: () => {
      process.off("SIGINT", handle);
      process.off("SIGTERM", handle);
    },
  };
}

/** As a shell counts it. */
export function statusOf(signal: "SIGINT" | "SIGTERM"): number {
  return signal === "SIGINT" ? 130 : 143;
}
