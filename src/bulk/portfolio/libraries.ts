/** Which code, repaired once, repairs many repositories. */
import { newGroups } from "./groups";
import type { KeptFinding } from "./kept-report";

/** Code that several repositories have: docs/migrate.md says how it is known again. */
export interface SharedLibrary {
  readonly name: string;
  /** `distribution`: installed, and known by its name; `code`: in the repositories themselves, as a package or as copies of a module. */
  readonly kind: "distribution" | "code";
  /** Repositories that have no finding left when it is repaired. */
  readonly cleared: number;
  /** Findings that are gone when it is repaired. */
  readonly findings: number;
  /** In how many repositories they are. */
  readonly repositories: number;
  /** The modules of it that make what breaks, sorted; empty for a distribution. */
  readonly modules: readonly string[];
  /** How many texts these modules have in all; as many as modules where all copies are the same. Null for a distribution. */
  readonly texts: number | null;
  /** The repositories by name, sorted. */
  readonly in: readonly string[];
}

/** The first packages in which objects are unsafe. */
export interface UnsafePackage {
  readonly name: string;
  readonly kind: SharedLibrary["kind"];
  readonly findings: number;
  readonly repositories: number;
  /** The repository that alone has code of this name, and null for what is in several. */
  readonly only: string | null;
}

export interface LibraryTable {
  /** The repositories come one after the other, each once. */
  readonly add: (repository: string, findings: readonly KeptFinding[]) => void;
  readonly libraries: () => readonly SharedLibrary[];
  readonly packages: () => readonly UnsafePackage[];
}

/** What is counted of a module, or of a distribution, in one repository. */
interface Tally {
  readonly repository: string;
  readonly kind: SharedLibrary["kind"];
  readonly name: string;
  /** Null for a distribution. */
  readonly module: string | null;
  readonly text: string | null;
  findings: number;
  /** Of these, as the first package in which the object is unsafe. */
  first: number;
  /** What it has in common with others. */
  readonly marks: Set<string>;
}

export function newLibraryTable(): LibraryTable {
  const tallies: Tally[] = [];
  const totals = new Map<string, number>();
  return {
    add: (repository, findings) => {
      totals.set(repository, findings.length);
      tallies.push(...talliesOf(repository, findings));
    },
    libraries: () =>
      rowsOf(tallies)
        .map((row) => libraryOf(row, totals))
        .filter(({ repositories }) => repositories > 1)
        .sort((a, b) => b.cleared - a.cleared || b.findings - a.findings || byName(a, b)),
    packages: () =>
      rowsOf(tallies)
        .map(packageOf)
        .filter(({ findings }) => findings > 0)
        .sort((a, b) => b.repositories - a.repositories || b.findings - a.findings || byName(a, b)),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function talliesOf(repository: string, findings: readonly KeptFinding[]): readonly Tally[] {
  const own = new Map<string, Tally>();
  const tallied = (key: string, start: () => Pick<Tally, "kind" | "name" | "module" | "text">): Tally => {
    const tally = own.get(key) ?? { repository, ...start(), findings: 0, first: 0, marks: new Set<string>() };
    own.set(key, tally);
    tally.findings++;
    return tally;
  };
  for (const { origin } of findings) {
    if (origin === null) continue;
    const { library, module, copy, code } = origin;
    const top = topOf(module);
    const made = tallied(`${module} ${copy}`, () => ({ kind: "code", name: top, module, text: copy }));
    made.marks.add(`copy ${copy}`);
    // Names of single files (`main`, `client`) mean nothing beyond their repository; those in packages do.
    if (top !== module) made.marks.add(`code ${code}`);
    if (library === null) made.first++;
    else {
      const named = { kind: "distribution", name: library, module: null, text: null } as const;
      const inside = tallied(`distribution ${library}`, () => named);
      inside.marks.add(`distribution ${library}`);
      inside.first++;
    }
  }
  return [...own.values()];
}

function topOf(module: string): string {
  return module.split(".", 1)[0] ?? module;
}

/**
 * What is one library: modules that are known again in another repository, with those that stand beside them in the same
 * package and are known again as well; and all the rest of a package in its repository.
 */
function rowsOf(tallies: readonly Tally[]): readonly (readonly Tally[])[] {
  const known = newGroups();
  for (const { marks } of tallies) known.join(...markList(marks));
  const groupOf = ({ marks }: Tally) => known.find(markList(marks)[0]);
  const shared = new Set(grouped(tallies, groupOf).filter(isInSeveral).flat());
  const rows = newGroups();
  for (const tally of tallies) {
    const { repository, name, module } = tally;
    if (module === null) continue;
    if (!shared.has(tally)) rows.join(groupOf(tally), `the rest of ${name} in ${repository}`);
    else if (module !== name) rows.join(groupOf(tally), `${name} in ${repository}`);
  }
  return grouped(tallies, (tally) => rows.find(groupOf(tally)));
}

/** Each tally has a mark from its beginning. */
function markList(marks: ReadonlySet<string>): readonly [string, ...string[]] {
  return [...marks] as [string, ...string[]];
}

function isInSeveral(group: readonly Tally[]): boolean {
  return group.some(({ repository }) => repository !== group[0]?.repository);
}

function grouped(tallies: readonly Tally[], keyOf: (tally: Tally) => string): readonly (readonly Tally[])[] {
  const found = new Map<string, Tally[]>();
  for (const tally of tallies) {
    const key = keyOf(tally);
    const known = found.get(key);
    if (known === undefined) found.set(key, [tally]);
    else known.push(tally);
  }
  return [...found.values()];
}

function libraryOf(group: readonly Tally[], totals: ReadonlyMap<string, number>): SharedLibrary {
  const counts = countsOf(group);
  const kind = kindOf(group);
  const isCode = kind === "code";
  return {
    name: nameOf(group),
    kind,
    cleared: [...counts].filter(([repository, findings]) => totals.get(repository) === findings).length,
    findings: group.reduce((sum, { findings }) => sum + findings, 0),
    repositories: counts.size,
    modules: [...new Set(group.flatMap(({ module }) => module ?? []))].sort(),
    texts: isCode ? new Set(group.map(({ text }) => text)).size : null,
    in: [...counts.keys()].sort(),
  };
}

function packageOf(group: readonly Tally[]): UnsafePackage {
  const firsts = group.filter(({ first }) => first > 0);
  const repositories = new Set(firsts.map(({ repository }) => repository));
  const kind = kindOf(group);
  return {
    name: nameOf(group),
    kind,
    findings: firsts.reduce((sum, { first }) => sum + first, 0),
    repositories: repositories.size,
    only: kind === "code" && repositories.size === 1 ? ([...repositories][0] ?? null) : null,
  };
}

/** A repository may have the same code under several names. */
function countsOf(group: readonly Tally[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { repository, findings } of group) counts.set(repository, (counts.get(repository) ?? 0) + findings);
  return counts;
}

function kindOf(group: readonly Tally[]): SharedLibrary["kind"] {
  return group[0]?.kind ?? "code";
}

/** The name that most have. */
function nameOf(group: readonly Tally[]): string {
  const counts = new Map<string, number>();
  for (const { name } of group) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first?.[0] ?? "";
}
