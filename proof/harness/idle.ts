/** Tells a session that stands still from one that works, or waits for its turn on the CPU. */
import { isRunnable, recentSession } from "./sessions";

/** Idle for this long, it does not need its place on the CPU: others may run while it hangs or not. */
export const RESTING_MILLISECONDS = 450;
/** In an idle window the processes together may use this many clock ticks: gRPC's timers tick. */
const IDLE_TICKS = 10;

/** One look may not vouch for a longer time than this: on a busy machine the harness itself waits for its turn, and with it the session. */
const LONGEST_LOOK_MILLISECONDS = 150;

/** Each call of what it returns says for how many milliseconds the session has stood still; call it often. */
export function idleClock(id: number): () => number {
  let mark = { ticks: 0, idle: 0 };
  let last = performance.now();
  return () => {
    const now = performance.now();
    const idle = mark.idle + Math.min(now - last, LONGEST_LOOK_MILLISECONDS);
    last = now;
    const { ticks } = recentSession(id);
    // Fewer ticks than before: a process has ended, which is progress as well.
    const moved = Math.abs(ticks - mark.ticks) > IDLE_TICKS;
    const stands = !moved && !(idle > RESTING_MILLISECONDS && isRunnable(id));
    mark = stands ? { ticks: mark.ticks, idle } : { ticks, idle: 0 };
    return mark.idle;
  };
}
