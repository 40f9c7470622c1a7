import type { Source } from "./edits/transform";
import type { Files } from "./types";

/** For each text the files in which it stands. */
export async function filesWith(
  texts: readonly string[],
  { paths, reading }: Files,
  source: Source,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (texts.length === 0) return new Map();
  if (reading !== undefined) return reading.search(paths, texts);
  const found = new Map<string, string[]>(texts.map((text) => [text, []]));
  for (const path of paths) {
    const own = source.text(path) ?? "";
    for (const text of texts) if (own.includes(text)) found.get(text)?.push(path);
  }
  return found;
}
