import { etaText } from "./eta";
import { progressOn } from "./progress";
import { type Terminal, wantsProgress } from "./terminal";

/** Says what became of each repository, and how long the rest will take. */
export interface CampaignProgress {
  /** A repository has been dealt with. */
  readonly tell: (repository: string, news: string) => void;
  /** A repository was looked at, of which there is nothing to say. */
  readonly count: () => void;
  /** Takes away the line that is drawn over, before something else is written, and at the end. */
  readonly clear: () => void;
}

/**
 * On a terminal the news go by above one line that is drawn over: `12 of 300 (about 4 min left)`. Elsewhere each of them is a
 * line with both, and what is only counted is none.
 *
 * @param total How many there are to be; null while nobody knows.
 */
export function campaignProgress(terminal: Terminal, isQuiet: boolean, total: number | null): CampaignProgress {
  if (isQuiet) return { tell: () => undefined, count: () => undefined, clear: () => undefined };
  const started = Date.now();
  const line = wantsProgress(terminal) ? progressOn(terminal.err) : null;
  let done = 0;
  const most = () => (total === null ? null : Math.max(total, done));
  const eta = () => etaText(Date.now() - started, done, most() ?? 0);
  const draw = () => line?.draw(total === null ? `${done} found…` : `${done} of ${most()}${eta()}`);
  if (total !== 0) draw();
  return {
    tell: (repository, news) => {
      done++;
      line?.clear();
      const place = line === null ? `[${done}/${most() ?? "?"}] ` : "";
      terminal.err.write(`${place}${repository}: ${news}${line === null ? eta() : ""}\n`);
      draw();
    },
    count: () => {
      done++;
      draw();
    },
    clear: () => line?.clear(),
  };
}
