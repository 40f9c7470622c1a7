import { printable } from "../report/cells";
import { isRuleNotice } from "../report/formats/text";
import { sortNotices } from "../report/order";
import type { View } from "../report/report";
import { renderSummary } from "../report/summary";
import type { Notice, Result, Stats } from "../types";
import type { Arguments } from "./arguments";

const shownNotices = 10;

/** What goes to stderr after a run: notices, the summary, statistics. */
export function remarksOf(result: Result, view: View, args: Arguments): string {
  if (args.volume === "quiet") return args.stats ? statsOf(result.stats) : "";
  const isTextShown = view.mode === "report" && args.outputs.some((one) => one.format === "text" && one.file === null);
  const notices = isTextShown ? result.notices.filter((notice) => !isRuleNotice(notice)) : result.notices;
  return [
    noticesOf(notices, view, args.volume === "verbose"),
    `${renderSummary(result, view)}\n`,
    args.stats || args.volume === "verbose" ? statsOf(result.stats) : "",
  ].join("");
}

/** Notices as lines; but for `-v` only the first few. */
function noticesOf(notices: readonly Notice[], view: View, isVerbose: boolean): string {
  const sorted = sortNotices(notices);
  const shown = isVerbose ? sorted : sorted.slice(0, shownNotices);
  const lines = shown.map((notice) => `${noticeOf(notice, view)}\n`);
  const rest = sorted.length - shown.length;
  return lines.join("") + (rest > 0 ? `… and ${rest} more notices (-v shows all)\n` : "");
}

function noticeOf({ code, path, line, message }: Notice, view: View): string {
  const place = path === null ? "" : `${printable(view.display(path))}${line === null ? "" : `:${line}`}: `;
  return `note: ${place}${printable(message)} (${code})`;
}

function statsOf({ files, bytes, parsed, entries, milliseconds }: Stats): string {
  const seen = `${files.toLocaleString("en")} files (${(bytes / 1e6).toFixed(1)} MB)`;
  return `Looked at ${seen}, parsed ${parsed.toLocaleString("en")}, ${entries} entry points, ${Math.round(milliseconds)} ms.\n`;
}
