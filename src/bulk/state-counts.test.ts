import { stateCounts } from "./state-counts";

test("states in the order of a campaign, and none that nobody is in", () => {
  const all = [{ state: "clean" }, { state: "open" }, { state: "clean" }, { state: "planned" }] as const;
  expect(stateCounts(all)).toEqual([
    ["planned", 1],
    ["open", 1],
    ["clean", 2],
  ]);
  expect(stateCounts([])).toEqual([]);
});
