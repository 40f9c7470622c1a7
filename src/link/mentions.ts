import type { ScannedImport } from "../scan";
import { withoutProse } from "./prose";
import { scanImports } from "./scan";
import { defaultSeeds, type ImportSeed, type Seed, type Seeds } from "./seeds";

/** Which kinds of seeds a text has in its code. */
export interface Mentions {
  readonly grpc: boolean;
  readonly fork: boolean;
  /** For each of {@link Seeds.needs} whether the text has one of its seeds. */
  readonly needs: readonly boolean[];
  /** Whether the text has all of one list of {@link Seeds.suspect}. */
  readonly suspect: boolean;
}

/** Makes the textual prefilter for some seeds; make it once per run, it compiles them. */
export function mentionsOf(seeds: Seeds): (text: string, imports: readonly ScannedImport[]) => Mentions {
  const any = finder([
    ...seeds.grpc,
    ...seeds.fork,
    ...seeds.needs.flatMap((need) => need.words),
    ...seeds.suspect.flat(),
  ]);
  const grpc = finder(seeds.grpc);
  const fork = finder(seeds.fork);
  const needs = seeds.needs.map(({ words, imports, called }) => ({
    has: finder(words),
    imports,
    calls: caller(called),
  }));
  const suspects = seeds.suspect.map((all) => all.map((seed) => finder([seed])));
  return (text, imports) => {
    const code = any(text) ? withoutProse(text) : "";
    const meets = needs.map(
      ({ has, imports: wanted, calls }) => has(code) || (bringsIn(imports, wanted) && calls(code === "" ? text : code)),
    );
    const suspect = code !== "" && suspects.some((all) => all.every((has) => has(code)));
    return { grpc: grpc(code), fork: fork(code), needs: meets, suspect };
  };
}

/** Whether `text` has one of the default seeds in its code, or in a string that may be a name. */
export const mentions: (text: string) => Mentions = (text) => defaultMentions(text, scanImports(text));

const defaultMentions = mentionsOf(defaultSeeds);

/** Whether one of the imports brings in one of the packages. */
export function bringsIn(imports: readonly ScannedImport[], wanted: readonly ImportSeed[]): boolean {
  return imports.some((one) => one.level === 0 && wanted.some((seed) => takes(one, seed)));
}

function takes({ module, names }: ScannedImport, seed: ImportSeed): boolean {
  if (seed.names === "*") return leadsInto({ module, names }, seed);
  if (names !== "*" && names.some((name) => `${module}.${name}` === seed.package)) return true;
  if (module !== seed.package && !module.startsWith(`${seed.package}.`)) return false;
  return names === "*" || names.length === 0 || names.some((name) => seed.names.includes(name));
}

/**
 * Whether a text calls one of the callables, derives from it, gives it another name, or puts its call off. That it is
 * handed on with other arguments is no sign: a library that instruments others does so without making anything.
 */
function caller(names: readonly string[] | undefined): (text: string) => boolean {
  if (names === undefined) return () => true;
  const any = `\\b(?:${names.map((name) => name.replaceAll("*", "\\w*")).join("|")})`;
  const pattern = new RegExp(`${any}(?:\\s*[()]|\\.from_|\\s+as\\s)|(?:partial|_PerProcess)\\(\\s*[\\w.]*${any}\\s*,`);
  return (text) => pattern.test(text);
}

/** Whether an import brings in a package, something below it, or something above it through which it can be reached. */
function leadsInto({ module, names }: Pick<ScannedImport, "module" | "names">, seed: ImportSeed): boolean {
  const isPlain = names !== "*" && names.length === 0;
  const paths = names === "*" || isPlain ? [module] : names.map((name) => `${module}.${name}`);
  const isIn = (path: string, name: string) => path === name || path.startsWith(`${name}.`);
  return paths.some((path) => {
    if (isPlain && seed.package.startsWith(`${path}.`)) return true;
    return isIn(path, seed.package) && !seed.except?.some((name) => isIn(path, name));
  });
}

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
