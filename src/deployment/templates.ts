import { UNKNOWN } from "./unknown";

/**
 * The text at the same offsets without the actions of Helm, Jinja and their like, which are none of the format: blank
 * where they are alone on their lines, else an unknown value. An action of 1,000 UTF-16 units stays.
 */
export function withoutTemplates(text: string): string {
  if (!/\{[{%]/.test(text)) return text;
  const blank = text.replace(/^[ \t]*(?:\{\{[^{}]{0,999}\}\}|\{%[^{}]{0,999}%\})[ \t]*$/gm, (action) =>
    action.replace(/[^\r\n]/g, " "),
  );
  return blank.replace(/\{\{[^{}]{0,999}\}\}/g, (action) => UNKNOWN.repeat(action.length));
}
