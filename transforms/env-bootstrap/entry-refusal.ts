import type { Source } from "../../src/edits/transform";
import { isMainGuard } from "../../src/facts/main-guard";
import type { Facts, Objection } from "../../src/types";
import { leadsToGrpc, packagesAround } from "./leads-to-grpc";

/** Why the environment cannot be set in a file; null when a program that starts with it will have it in time. */
export function entryRefusal(facts: Facts, source: Source): Objection | null {
  const { path } = facts;
  if (facts.generated) return { reason: "generated-file", detail: `${path} is generated` };
  if (facts.errors.length > 0) return { reason: "has-syntax-error", detail: `${path} does not parse` };
  const isGuarded = facts.scopes[0]?.body.some(isMainGuard) ?? false;
  const [importer] = source.program.importersOf(path);
  if (!isGuarded && importer !== undefined)
    return { reason: "library-module", detail: `${path} is a library: ${importer} imports it` };
  const early = packagesAround(path, source).find((init) => leadsToGrpc(init, source));
  if (early === undefined) return null;
  return { reason: "library-module", detail: `${early} runs before ${path} and imports grpc` };
}
