import { isBelow, isExact, lowestOf } from "./specifier";

test.each([
  [">=3.8", "3.8"],
  [">= 3.8, < 4", "3.8"],
  [">=3.8,!=3.9.*,<3.13", "3.8"],
  ["~=3.10", "3.10"],
  ["==3.11.*", "3.11"],
  ["===3.12.1", "3.12.1"],
  [">3.7", "3.7"],
  [">=3.6,>=3.9", "3.9"],
  ["^3.9", "3.9"],
  ["~3.9 || ^3.11", "3.9"],
  ["3.10.*", "3.10"],
  [">=3", "3"],
  [">=1.60.0,<2", "1.60.0"],
  [">=1.9,>=1.10", "1.10"],
  ["<4", null],
  ["< 4", null],
  ["!=3.9", null],
  ["*", null],
  ["", null],
  ["^3.9 || *", null],
])("%s lets in %s", (specifier, version) => {
  expect(lowestOf(specifier)?.join(".") ?? null).toBe(version);
});

test.each([
  ["==1.71.0", true],
  ["===1.71", true],
  ["==1.71.*", false],
  [">=1.71.0", false],
  ["==1.71.0,<2", false],
])("%s is exact: %s", (specifier, exact) => {
  expect(isExact(specifier)).toBe(exact);
});

test.each([
  [[1, 9], [1, 10], true],
  [[1, 10], [1, 9], false],
  [[1], [1, 0, 1], true],
  [[1, 0], [1], false],
])("%j is below %j: %s", (a, b, below) => {
  expect(isBelow(a, b)).toBe(below);
});
