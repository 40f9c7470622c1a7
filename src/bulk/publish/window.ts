import type { Window } from "../types";

const MINUTE = 60_000;
const WEEK = 8 * 24 * 60;

/** The next moment from `now` on at which a window is open, to the minute; `now` itself where one is, or there are none. */
export function nextOpen(windows: readonly Window[], now: number): number {
  if (windows.length === 0 || windows.some((window) => isOpen(window, now))) return now;
  const start = Math.ceil(now / MINUTE) * MINUTE;
  // Not by calculation: clocks of time zones jump.
  for (let minute = 0; minute < WEEK; minute++) {
    const at = start + minute * MINUTE;
    if (windows.some((window) => isOpen(window, at))) return at;
  }
  return start + WEEK * MINUTE;
}

function isOpen({ days, from, until, zone }: Window, at: number): boolean {
  const parts = formatOf(zone).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  const minutes = Number(part("hour")) * 60 + Number(part("minute"));
  return days.includes(DAYS.indexOf(part("weekday"))) && minutes >= from && minutes < until;
}

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  const format =
    known ??
    new Intl.DateTimeFormat("en-US", {
      timeZone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  if (known === undefined) formats.set(timeZone, format);
  return format;
}
