import { withoutProse } from "./prose";
import { defaultSeeds, type Seed, type Seeds } from "./seeds";

/** Which kinds of seeds a text has in its code. */
export interface Mentions {
  readonly grpc: boolean;
  readonly fork: boolean;
  /** For each of {@link Seeds.needs} whether the text has one of its seeds. */
  readonly needs: readonly boolean[];
}

/** Makes the textual prefilter for some seeds; make it once per run, it compiles them. */
export function mentionsOf(seeds: Seeds): (text: string) => Mentions {
  const any = finder([...seeds.grpc, ...seeds.fork, ...seeds.needs.flat()]);
  const grpc = finder(seeds.grpc);
  const fork = finder(seeds.fork);
  const needs = seeds.needs.map(finder);
  const nothing: Mentions = { grpc: false, fork: false, needs: needs.map(() => false) };
  return (text) => {
    if (!any(text)) return nothing;
    const code = withoutProse(text);
    return { grpc: grpc(code), fork: fork(code), needs: needs.map((has) => has(code)) };
  };
}

/** Whether `text` has one of the default seeds in its code, or in a string that may be a name. */
export const mentions: (text: string) => Mentions = mentionsOf(defaultSeeds);

/** One pass for all words, and a plain search for each part: measured faster than one pattern for both. */
function finder(seeds: readonly Seed[]): (text: string) => boolean {
  const parts = [...new Set(seeds.filter((seed) => seed.match === "part").map((seed) => seed.text))];
  const patterns = [...new Set(seeds.filter((seed) => seed.match !== "part").map(patternOf))];
  const any = patterns.length === 0 ? null : new RegExp(patterns.join("|"));
  return (text) => parts.some((part) => text.includes(part)) || (any?.test(text) ?? false);
}

function patternOf({ text, match }: Seed): string {
  const escaped = text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return match === "word" ? `\\b${escaped}\\b` : `${escaped}\\b`;
}
