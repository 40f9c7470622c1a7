import type { Analyst } from "./analyst";

/** A thread that analyses. `ended` rejects when it is gone, whatever the reason. */
export interface Thread {
  readonly analyst: Analyst;
  readonly ended: Promise<never>;
  readonly end: () => void;
}

/** An analyst at hand: in the thread that runs, else in a fresh one. */
export interface Desk {
  /** Rejects when the thread ends before it answers, or answers with an error; the next question gets a fresh one. */
  readonly ask: <T>(question: (analyst: Analyst) => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

export function openDesk(startThread: () => Thread): Desk {
  let thread: Thread | null = null;
  const close = () => {
    thread?.end();
    thread = null;
  };
  return {
    ask: async (question) => {
      thread ??= startThread();
      try {
        return await Promise.race([question(thread.analyst), thread.ended]);
      } catch (error) {
        close();
        throw error;
      }
    },
    close,
  };
}
