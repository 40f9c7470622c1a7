import { createHash } from "node:crypto";
import type { Shard } from "./ledger";

/** Shards are counted in this many slots, so that each number up to it divides them nearly evenly. */
const SLOTS = 1 << 24;

/** The slot of a repository: a function of its name alone, so that every machine agrees. */
export function slotOf(name: string): number {
  return createHash("sha256").update(name).digest().readUIntBE(0, 3) % SLOTS;
}

/** Whether a repository belongs to a shard. */
export function isInShard(name: string, { index, of }: Shard): boolean {
  return slotOf(name) % of === index - 1;
}
