/**
 * Stands in a text for what is known only when the program is started. A private-use character, because YAML allows no
 * control characters; a value that really holds it counts as unknown.
 */
export const UNKNOWN = "\ue000";

/** The text, or null where a part of it is unknown. */
export function constantOf(text: string): string | null {
  return text.includes(UNKNOWN) ? null : text;
}
