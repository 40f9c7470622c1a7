import { nextOpen } from "./window";

const at = (text: string) => Date.parse(text);
const work = { days: [1, 2, 3, 4, 5], from: 9 * 60, until: 17 * 60, zone: "Europe/Berlin" };

test.each([
  ["within", "2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"],
  ["before", "2026-11-23T07:30:00Z", "2026-11-23T08:00:00Z"],
  ["the last minute", "2026-11-23T15:59:59Z", "2026-11-23T15:59:59Z"],
  ["after", "2026-11-23T16:00:00Z", "2026-11-24T08:00:00Z"],
  ["on a weekend", "2026-11-28T12:00:00Z", "2026-11-30T08:00:00Z"],
  ["in summer", "2026-07-20T06:00:00Z", "2026-07-20T07:00:00Z"],
  ["over the end of summer", "2026-10-23T15:30:10Z", "2026-10-26T08:00:00Z"],
])("%s: at %s it opens %s", (_, now, opens) => {
  expect(new Date(nextOpen([work], at(now))).toISOString()).toBe(new Date(opens).toISOString());
});

test("of several windows the next one counts, and none is always", () => {
  const night = { days: [1], from: 0, until: 60, zone: "UTC" };
  expect(nextOpen([work, night], at("2026-11-22T22:00:00Z"))).toBe(at("2026-11-23T00:00:00Z"));
  expect(nextOpen([], 17)).toBe(17);
});

test("a window that never opens ends the search", () => {
  expect(nextOpen([{ ...work, days: [] }], 0)).toBeGreaterThan(0);
});
