/** Fingerprints of findings: of names, so that edits elsewhere in the file leave them as they are. */
import { createHash } from "node:crypto";
import type { Facts, Place } from "../types";
import type { Names } from "./rule";

/** 16 hexadecimal digits: 8 of the names alone, which a file takes along when it is moved, and 8 of the paths, too. */
export function fingerprint(names: Names, words: readonly string[], places: readonly Place[]): string {
  const qualified = places.map((place) => ({ path: place.path, name: qualifiedName(names.facts(place.path), place) }));
  const bare = hashOf([...words, ...qualified.map(({ name }) => name)]);
  return bare + hashOf([...words, ...qualified.map(({ path, name }) => `${path}:${name}`)]);
}

function hashOf(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 8);
}

/** The dotted names of the functions and classes around a place; `<module>` outside of all. */
export function qualifiedName(facts: Facts | null, place: Place): string {
  if (!facts) return "<module>";
  const around = facts.scopes.filter(
    (scope) =>
      (scope.kind === "function" || scope.kind === "class") &&
      scope.span.start <= place.span.start &&
      place.span.end <= scope.span.end,
  );
  return around.length === 0 ? "<module>" : around.map((scope) => scope.name).join(".");
}
