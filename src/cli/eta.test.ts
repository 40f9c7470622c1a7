import { etaText } from "./eta";

test.each([
  [1_000, 1, 100, ""],
  [30_000, 3, 4, " (less than a minute left)"],
  [30_000, 3, 30, " (about 5 min left)"],
  [30_000, 3, 3_000, " (about 8 h left)"],
  [30_000, 30, 30, ""],
])("after %d ms and %d of %d: %j", (elapsed, done, total, text) => {
  expect(etaText(elapsed, done, total)).toBe(text);
});
