/** Which findings belong together. */
import { objectsOf } from "../../src/edits/evidence";
import type { Finding, Launch, Place } from "../../src/types";
import { keyOf } from "./syntax";

export interface Case {
  /** Of the findings, in the list that the transform was given. */
  readonly indexes: readonly number[];
  readonly findings: readonly Finding[];
}

/** Findings that share a server or a launch, directly or through others. */
export function programsOf(findings: readonly Finding[]): readonly Case[] {
  const groups: { keys: Set<string>; indexes: number[] }[] = [];
  findings.forEach((finding, index) => {
    const keys = new Set([...creationsOf([finding]), ...launchesOf([finding]).map(({ at }) => at)].map(keyOf));
    const own = groups.filter((group) => [...keys].some((key) => group.keys.has(key)));
    const [first, ...others] = own;
    const group = first ?? { keys: new Set<string>(), indexes: [] };
    if (!first) groups.push(group);
    for (const other of others) {
      for (const key of other.keys) keys.add(key);
      group.indexes.push(...other.indexes);
      groups.splice(groups.indexOf(other), 1);
    }
    group.indexes.push(index);
    for (const key of keys) group.keys.add(key);
  });
  return groups.map(({ indexes }) => {
    const sorted = indexes.sort((a, b) => a - b);
    return { indexes: sorted, findings: sorted.map((index) => findings[index] as Finding) };
  });
}

/** The `grpc.server(…)` calls behind the findings, each once. */
export function creationsOf(findings: readonly Finding[]): readonly Place[] {
  const places = objectsOf(findings).flatMap(({ creations }) => creations.flatMap((chain) => chain.slice(-1)));
  return distinct(places);
}

/** The launches behind the findings, each once. */
export function launchesOf(findings: readonly Finding[]): readonly Launch[] {
  const launches = objectsOf(findings).flatMap((evidence) => evidence.launches);
  return [...new Map(launches.map((launch) => [keyOf(launch.at), launch])).values()];
}

function distinct(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [keyOf(place), place])).values()];
}

/** Whether a finding is about a server that is made at a place. */
export function isAbout(finding: Finding, creation: Place): boolean {
  return creationsOf([finding]).some((place) => keyOf(place) === keyOf(creation));
}
