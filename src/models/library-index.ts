/** The models of libraries, asked by dotted name. Most names of a program belong to none, so answers are remembered. */
import type { LibraryModel } from "./model";

export interface LibraryIndex {
  /** The models of which the name may be one, in order of preference: the first whose conditions hold is it. */
  readonly library: (name: string) => readonly LibraryModel[];
  /** The models whose objects a call of the name goes through. */
  readonly ambient: (name: string) => readonly LibraryModel[];
  /** Whether the name, of which `()` was left out, leads to a call that makes an object of a library. */
  readonly leadsToLibrary: (name: string) => boolean;
  /** Whether it leads to a call that goes through one. */
  readonly leadsThrough: (name: string) => boolean;
}

export function libraryIndex(models: readonly LibraryModel[]): LibraryIndex {
  const named = lookup(models, (model) => model.names);
  const passing = lookup(models, (model) => model.ambient ?? []);
  const makers = headsOf(models.flatMap((model) => model.names.filter((name) => name.includes("()"))));
  const passers = headsOf(models.flatMap((model) => model.ambient ?? []));
  const library = remembering((name: string) => named(name.replace(/\.from_\w+$/, "")));
  return {
    library,
    ambient: remembering(passing),
    leadsToLibrary: remembering(
      (name: string) => library(name).some(({ opens }) => opens !== "never") || isUnder(name, makers),
    ),
    leadsThrough: remembering((name: string) => isUnder(name, passers)),
  };
}

/** The distribution of what a name makes: `google-cloud-vision` for `google.cloud.vision_v1.ImageAnnotatorClient`. */
export function distributionOf({ library }: LibraryModel, name: string): string {
  const [, ...parts] = name.split(".");
  const end = parts.findIndex((part) => /^[A-Z]|^services$/.test(part));
  const words = parts.slice(0, Math.min(2, end < 0 ? 2 : end)).map((part) => part.replace(/_v\d\w*$/, ""));
  return library.replace("*", words.join("-").replaceAll("_", "-"));
}

/** `opentelemetry.trace.get_tracer` of `opentelemetry.trace.get_tracer().*`. */
function headsOf(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.replace(/(\(\)|\.\*).*$/, "")))];
}

function isUnder(name: string, heads: readonly string[]): boolean {
  return heads.some((head) => name === head || name.startsWith(`${head}.`));
}

/** Exact names come before patterns, and those are tried only on names of the same top-level package. */
function lookup(
  models: readonly LibraryModel[],
  namesOf: (model: LibraryModel) => readonly string[],
): (name: string) => readonly LibraryModel[] {
  const exact = new Map<string, LibraryModel[]>();
  const patterns: { readonly top: string; readonly pattern: RegExp; readonly model: LibraryModel }[] = [];
  for (const model of models) {
    for (const name of namesOf(model)) {
      if (name.includes("*")) patterns.push({ top: topOf(name), pattern: patternOf(name), model });
      else exact.set(name, [...(exact.get(name) ?? []), model]);
    }
  }
  return (name) => {
    const known = exact.get(name);
    if (known) return known;
    const top = topOf(name);
    return patterns.flatMap((one) =>
      (one.top === top || one.top.includes("*")) && one.pattern.test(name) ? one.model : [],
    );
  };
}

function topOf(name: string): string {
  const dot = name.indexOf(".");
  return dot < 0 ? name : name.slice(0, dot);
}

function patternOf(name: string): RegExp {
  const escaped = name
    .replace(/[.()]/g, "\\$&")
    .replace(/\\\.\*$/, "\\..+")
    .replaceAll("*", "\\w+");
  return new RegExp(`^${escaped}$`);
}

function remembering<T>(answer: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const fresh = answer(name);
    known.set(name, fresh);
    return fresh;
  };
}
