import { createHash } from "node:crypto";

/** By which a text is known again: two texts with one hash have the same facts. */
export function textHash(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
