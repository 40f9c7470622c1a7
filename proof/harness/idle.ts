/** Tells a session that stands still from one that works, or waits for its turn on the CPU. */
import { isRunnable, recentSession } from "./sessions";

/** Idle for this long, it does not need its place on the CPU: others may run while it hangs or not. */
export const RESTING_MILLISECONDS = 450;
/** In an idle window the processes together may use this many clock ticks: gRPC's timers tick. */
const IDLE_TICKS = 10;

/** Each call of what it returns says for how many milliseconds the session has stood still; call it often. */
export function idleClock(id: number): () => number {
  let mark = { at: performance.now(), ticks: 0 };
  return () => {
    const now = performance.now();
    const { ticks } = recentSession(id);
    // Fewer ticks than before: a process has ended, which is progress as well.
    const moved = Math.abs(ticks - mark.ticks) > IDLE_TICKS;
    if (moved || (now - mark.at > RESTING_MILLISECONDS && isRunnable(id))) mark = { at: now, ticks };
    return now - mark.at;
  };
}
