export type Level = "info" | "warning" | "error";

/** Names and numbers that belong to a message. Never a secret, and never what somebody wrote. */
export type Fields = Readonly<Record<string, string | number>>;

export type Log = (level: Level, message: string, fields?: Fields) => void;

/** A log of lines, as text for people or as JSON for programs. `at` is the clock. */
export function lineLog(format: "text" | "json", write: (line: string) => void, at: () => number): Log {
  return (level, message, fields = {}) => {
    const time = new Date(at()).toISOString();
    if (format === "json") {
      write(`${JSON.stringify({ time, level, message, ...fields })}\n`);
      return;
    }
    const more = Object.entries(fields).map(([key, value]) => ` ${key}=${oneLine(String(value))}`);
    write(`${time} ${level.padEnd(7)} ${oneLine(message)}${more.join("")}\n`);
  };
}

/** Nothing that comes from outside begins a line of its own or steers a terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ");
}
