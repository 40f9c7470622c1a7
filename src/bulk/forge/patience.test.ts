import { newPatience } from "./patience";

const call = { method: "POST", path: "/x" } as const;

test.each([
  ["that nobody names", null],
  ["that a header names between two", 1_000_000.25],
])("a wait %s ends at a whole millisecond, as ledgers keep it", (_, until) => {
  const patience = newPatience({ now: () => 1_000_000, random: () => 0.123456789 });
  const failure = patience.refused(call, { kind: "limited", until });
  expect(failure).toEqual({ kind: "limited", until: until === null ? 1_063_704 : 1_000_001 });
  expect(patience.until(call)).toBe(failure.kind === "limited" ? failure.until : null);
});
