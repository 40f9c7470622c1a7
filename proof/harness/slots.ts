/** Gives back what was taken; a second call does nothing. */
export type Release = () => void;

/** A fixed number of places; whoever finds none free waits in line. */
export interface Slots {
  take(): Promise<Release>;
}

export function slots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let free = count;

  function release(): Release {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    };
  }

  return {
    async take() {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return release();
    },
  };
}
