/**
 * The text without halves of surrogate pairs, which no encoding can hold: a consumer would reject the whole report for
 * one. Each becomes U+FFFD.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
