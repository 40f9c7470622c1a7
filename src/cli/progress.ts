import type { Options } from "../types";
import type { Stream } from "./terminal";

/** One line that shows how far the run is, and its removal. */
export interface Progress {
  readonly show: NonNullable<Options["progress"]>;
  /** The text itself. */
  readonly draw: (text: string) => void;
  readonly clear: () => void;
}

const eraseLine = "\r\x1b[2K";

/** Draws over its own line; only for a stream that a person watches. Draws only when the text is another. */
export function progressOn(stream: Stream): Progress {
  let shown = "";
  const draw = (text: string) => {
    if (text === shown) return;
    stream.write(eraseLine + text);
    shown = text;
  };
  return {
    draw,
    show: (stage, done, total) => draw(total === 0 ? `${stage}…` : `${stage} ${percent(done, total)}`),
    clear: () => draw(""),
  };
}

function percent(done: number, total: number): string {
  return `${Math.floor((100 * Math.min(done, total)) / total)} %`;
}
