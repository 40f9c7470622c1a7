import type { Span } from "../types";

/** A setting of an INI file, with those lines that continue it. */
export interface Setting {
  /** Of the section that it is in; empty before the first. */
  readonly section: string;
  /** Of the section's head. */
  readonly head: Span;
  readonly key: string;
  readonly keySpan: Span;
  /** As written, comments of the value included. */
  readonly value: string;
  readonly valueSpan: Span;
}

/**
 * The settings of an INI file, in order. Indented lines continue a value, as configparser has it; where `lines` is
 * `single`, indentation means nothing, as uWSGI has it.
 */
export function settingsIn(text: string, lines: "single" | "continued"): readonly Setting[] {
  const settings: Setting[] = [];
  let section = "";
  let head = { start: 0, end: 0 };
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const start = index + line.length - line.trimStart().length;
    const end = index + line.trimEnd().length;
    const trimmed = line.trim();
    if (trimmed === "" || /^[#;]/.test(trimmed)) continue;
    const last = settings.at(-1);
    if (lines === "continued" && start > index && last !== undefined && last.head.start === head.start) {
      const valueSpan = { start: last.valueSpan.start, end };
      settings[settings.length - 1] = { ...last, value: text.slice(valueSpan.start, end), valueSpan };
      continue;
    }
    const title = /^\[(.*)\]/.exec(trimmed)?.[1];
    if (title !== undefined) {
      section = title.trim();
      head = { start, end };
      continue;
    }
    const [, key = "", gap = ""] = /^([^=:]*?)(\s*[=:]\s*|$)/.exec(trimmed) ?? [];
    const valueSpan = { start: start + key.length + gap.length, end };
    const keySpan = { start, end: start + key.length };
    settings.push({ section, head, key, keySpan, value: text.slice(valueSpan.start, end), valueSpan });
  }
  return settings;
}
