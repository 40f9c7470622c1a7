/** An environment for which the head of a program claims something, on each grpcio or only below, or from, a version. */
import { type Environment, isEnvironment } from "./environment";
import { isBelow } from "./version";

export interface Claim {
  readonly environment: Environment;
  readonly bound: { readonly operator: "<" | ">="; readonly version: string } | null;
}

/** Reads `unset, fork0 >= 1.80`. Throws, with the program's name, where that is not how it looks. */
export function readClaims(text: string, name: string): Claim[] {
  return text
    .split(",")
    .map((part) => part.split(/\s+/).filter((word) => word !== ""))
    .filter((parts) => parts.length > 0)
    .map(([word = "", operator, version, ...rest]) => {
      if (operator === undefined) return { environment: environment(word, name), bound: null };
      const known = operator === "<" || operator === ">=";
      if (!known || version === undefined || rest.length > 0) throw new Error(`${name}: cannot read "${text}"`);
      return { environment: environment(word, name), bound: { operator, version } };
    });
}

/** The environments for which something is claimed on this grpcio. */
export function claimedOn(grpcio: string, claims: readonly Claim[]): Environment[] {
  return claims
    .filter(({ bound }) => bound === null || isBelow(grpcio, bound.version) === (bound.operator === "<"))
    .map((claim) => claim.environment);
}

function environment(word: string, name: string): Environment {
  if (!isEnvironment(word)) throw new Error(`${name}: unknown environment "${word}"`);
  return word;
}
