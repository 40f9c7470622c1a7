import type { State } from "./types";

/** As a campaign goes: what is to be done, what is before people, what has come to an end. */
const order: readonly State[] = [
  "planned",
  "analysed",
  "publishing",
  "open",
  "merged",
  "closed",
  "stopped",
  "clean",
  "failed",
  "gone",
];

/** How many there are in each state, without the states that none is in. */
export function stateCounts(all: readonly { readonly state: State }[]): readonly (readonly [State, number])[] {
  return order.flatMap((state) => {
    const count = all.filter((one) => one.state === state).length;
    return count === 0 ? [] : [[state, count] as const];
  });
}
