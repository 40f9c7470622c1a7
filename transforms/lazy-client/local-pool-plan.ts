/** GFF103: a channel that is already made in each process needs only a pool of its own. */
import type { Source } from "../../src/edits/transform";
import type { Edit, Finding, Plan } from "../../src/types";
import { refuse } from "../lazy-client";
import { localPoolEdits } from "./local-pool";
import { callAt } from "./syntax";

export function planLocalPool(findings: readonly Finding[], source: Source): Plan {
  const [finding] = findings;
  const at = finding?.at;
  const facts = at && source.facts(at.path);
  const text = at && source.text(at.path);
  const found = facts && callAt(facts, at.span);
  if (!at || !found || typeof text !== "string")
    return refuse("unsupported-shape", "the channel's creation could not be read");
  const edits: readonly Edit[] | null = localPoolEdits({ facts, text }, found.call);
  if (!edits || edits.length === 0) return refuse("unsupported-shape", "the channel's options are not written out");
  return {
    kind: "edit",
    transform: "lazy-client",
    safety: "safe",
    edits,
    imports: [],
    note: "the channel no longer shares connections with other channels of its process",
  };
}
