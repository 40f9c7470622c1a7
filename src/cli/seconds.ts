import { UsageError } from "../host/usage-error";

/** Seconds from a flag; null where it is missing. Throws a UsageError for another thing than a time. */
export function secondsOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError(`--time-limit is a number of seconds, not "${text}"`);
}
