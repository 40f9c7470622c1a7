/** Fingerprints of findings: of names, so that edits elsewhere in the file leave them as they are. */
import { createHash } from "node:crypto";
import type { Facts, Place } from "../types";
import type { Names } from "./rule";

/** 16 hexadecimal digits. */
export function fingerprint(names: Names, words: readonly string[], places: readonly Place[]): string {
  const parts = [...words, ...places.map((place) => `${place.path}:${qualifiedName(names.facts(place.path), place)}`)];
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 16);
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
