/** What a run needs to know of single files, got in as few and as parallel steps as the host allows. */
import { type FactsCache, startsOf } from "./analyse";
import { launchersIn } from "./deployment/index";
import { scannerFor } from "./link/scans";
import { seedsFor } from "./link/seeds";
import { checkedIn, chosenOf, type Looked, lookedAt, resurveyed, startedIn, surveyOf, undecided } from "./link/survey";
import type { ParsedFile } from "./scan";
import type { Files, Options } from "./types";

/** What was looked at, and how many files were parsed for it. */
export interface Gathered {
  readonly looked: Looked;
  readonly parsed: number;
}

/** Looks at all files, and has the host parse those that matter: what comes of it is put into the cache. */
export async function gather(files: Files, options: Options, cache: FactsCache): Promise<Gathered> {
  const seeds = seedsFor(options.models);
  const { reading } = files;
  if (reading === undefined) return { looked: lookedAt(files, seeds), parsed: 0 };
  const first = surveyOf(files.paths, await reading.scan(files.paths, "glance", options.models));
  const started = startedIn(first, startsOf(files, launchersIn(files)));
  const pathOf = (node: number) => files.paths[node] ?? "";
  const closer = undecided(first, seeds, started);
  const scans = await reading.scan(closer.map(pathOf), "closely", options.models);
  const survey = resurveyed(
    first,
    new Map(closer.flatMap((node, place) => (scans[place] ? [[node, scans[place]]] : []))),
  );
  const slice = chosenOf(survey, seeds, started);
  const facts = await reading.parse(slice.files.map(pathOf), "facts");
  const errors = await reading.parse(checkedIn(survey, new Set(slice.files), files).map(pathOf), "errors");
  // What is found in a broken file says in which function it is.
  const broken = errors.flatMap((file) => (file.kind === "errors" && file.errors.length > 0 ? [file.path] : []));
  const parsed = [...facts, ...errors, ...(await reading.parse(broken, "facts"))];
  for (const file of parsed) cache.set(file.path, knownOf(file));
  const fresh = new Set(parsed.flatMap(({ isFresh, path }) => (isFresh ? [path] : [])));
  return { looked: { seeds, scanner: scannerFor(seeds), survey }, parsed: fresh.size };
}

function knownOf(file: ParsedFile) {
  const { hash } = file;
  if (file.kind === "errors") return { hash, facts: null, errors: file.errors };
  return { hash, facts: file.facts, errors: file.facts.errors };
}
