import { join } from "node:path";
import { shelfOf } from "../steps/shelf";
import type { Task } from "../types";
import { type KeptFinding, keptFindings } from "./kept-report";
import { newLibraryTable, type SharedLibrary, type UnsafePackage } from "./libraries";

/** What all repositories of a campaign have in common: docs/migrate.md describes the JSON. Lists begin with the largest. */
export interface Portfolio {
  readonly version: 1;
  readonly campaign: string;
  readonly repositories: readonly Entry[];
  readonly findings: number;
  readonly rules: readonly RuleShare[];
  /** By the first package in which an object is unsafe. */
  readonly packages: readonly UnsafePackage[];
  /** What several repositories share, begun with what leaves the most without a finding when it is repaired. Rows may overlap. */
  readonly libraries: readonly SharedLibrary[];
  /** What makes the objects that break: `grpc.insecure_channel`, or a client of a library. */
  readonly makers: readonly Share[];
  /** What forks: `multiprocessing.Pool`. */
  readonly forks: readonly Share[];
  /** The same finding, by its fingerprint, in several repositories: code that they share, to be repaired once. */
  readonly shared: readonly Share[];
}

export interface Entry {
  readonly name: string;
  readonly state: Task["state"];
  readonly findings: number;
  readonly pullRequest: string | null;
}

export interface Share {
  readonly name: string;
  readonly findings: number;
  /** In how many there are some. */
  readonly repositories: number;
}

export interface RuleShare extends Share {
  /** `client-before-fork` */
  readonly title: string;
}

/** Reads the reports below `out`, one after the other, so that a thousand need no more memory than one. */
export function portfolioOf(campaign: string, tasks: readonly Task[], out: string): Portfolio {
  const tables = { rules: newTable(), makers: newTable(), forks: newTable(), shared: newTable() };
  const present = tasks.filter(({ state }) => state !== "gone");
  const libraries = newLibraryTable();
  const titles = new Map<string, string>();
  for (const { repository } of present) {
    const findings = keptFindings(join(shelfOf(out, repository.name), "report.json"));
    addReport(tables, repository.name, findings);
    for (const { rule, name } of findings) titles.set(rule, name);
    libraries.add(repository.name, findings);
  }
  const entries = present.map(({ repository, state, findings, pullRequest }) => ({
    name: repository.name,
    state,
    findings,
    pullRequest: pullRequest?.url ?? null,
  }));
  return {
    version: 1,
    campaign,
    repositories: entries.sort((a, b) => b.findings - a.findings || (a.name < b.name ? -1 : 1)),
    findings: entries.reduce((sum, { findings }) => sum + findings, 0),
    rules: sharesOf(tables.rules).map((share) => ({ ...share, title: titles.get(share.name) ?? "" })),
    packages: libraries.packages(),
    libraries: libraries.libraries(),
    makers: sharesOf(tables.makers),
    forks: sharesOf(tables.forks),
    shared: sharesOf(tables.shared).filter(({ repositories }) => repositories > 1),
  };
}

type Table = Map<string, { name: string; findings: number; repositories: number; last: string }>;
const newTable = (): Table => new Map();

function addReport(
  tables: Readonly<Record<"rules" | "makers" | "forks" | "shared", Table>>,
  name: string,
  findings: readonly KeptFinding[],
): void {
  for (const { rule, origin, fork, fingerprint, path } of findings) {
    add(tables.rules, rule, rule, name);
    add(tables.shared, fingerprint, `${rule} ${path}`, name);
    if (fork !== null) add(tables.forks, fork.by, fork.by, name);
    if (origin !== null) add(tables.makers, origin.maker, origin.maker, name);
  }
}

function add(table: Table, key: string, name: string, repository: string): void {
  const known = table.get(key) ?? { name, findings: 0, repositories: 0, last: "" };
  known.findings++;
  // The reports come one repository after the other.
  if (known.last !== repository) known.repositories++;
  known.last = repository;
  table.set(key, known);
}

function sharesOf(table: Table): readonly Share[] {
  return [...table.values()]
    .map(({ name, findings, repositories }) => ({ name, findings, repositories }))
    .sort((a, b) => b.repositories - a.repositories || b.findings - a.findings || (a.name < b.name ? -1 : 1));
}
