import { isBelow } from "./version";

test.each([
  ["1.71.0", "1.80", true],
  ["1.80.0", "1.80", false],
  ["1.9", "1.10", true],
  ["2.0", "1.80", false],
])("%s comes before %s: %s", (version, bound, expected) => {
  expect(isBelow(version, bound)).toBe(expected);
});
