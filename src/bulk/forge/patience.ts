import type { ForgeFailure } from "./forge";
import type { HttpCall, HttpWorld } from "./http";

/** What a forge's refusal means; `until` is null where it asks for patience and does not say how long. */
export type Refusal =
  | Exclude<ForgeFailure, { readonly kind: "limited" }>
  | { readonly kind: "limited"; readonly until: number | null };

/** Keeps away from a forge that has asked for it. */
export interface Patience {
  /** When a call may be made; in the past, or 0, for at once. */
  readonly until: (call: HttpCall) => number;
  /** Takes note of a refusal, and gives it with its end, in whole milliseconds. */
  readonly refused: (call: HttpCall, refusal: Refusal) => ForgeFailure;
  /** It answered: the next wait begins small again. */
  readonly answered: (call: HttpCall) => void;
}

/** Milliseconds; GitHub's own limits are counted by the hour. */
const FIRST_WAIT = 60_000;
const LONGEST_WAIT = 3_600_000;
/** The part of a wait by which it is at most longer, so that not all come back at the same moment. */
const JITTER = 0.5;

/** Forges limit what creates content by itself, so reading is no sign that writing may go on. */
type Lane = "reads" | "writes" | "identity";

function laneOf({ method, authorization }: HttpCall): Lane {
  return authorization !== undefined ? "identity" : method === "GET" ? "reads" : "writes";
}

/**
 * A wait that the forge names is kept to. One that it does not name is a minute at first and then twice as long each time:
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function newPatience({ now, random }: Pick<HttpWorld, "now" | "random">): Patience {
  const waits = new Map<Lane, { readonly until: number; readonly unnamed: number }>();
  return {
    until: (call) => waits.get(laneOf(call))?.until ?? 0,
    refused: (call, refusal) => {
      if (refusal.kind !== "limited") return refusal;
      const lane = laneOf(call);
      const unnamed = waits.get(lane)?.unnamed ?? 0;
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** unnamed) * (1 + JITTER * random());
      // Ledgers keep whole milliseconds.
      const until = Math.ceil(refusal.until ?? now() + wait);
      waits.set(lane, { until, unnamed: refusal.until === null ? unnamed + 1 : unnamed });
      return { kind: "limited", until };
    },
    answered: (call) => {
      waits.delete(laneOf(call));
    },
  };
}
