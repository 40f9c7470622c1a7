import { isBelow, isFrom, needsPollStrategy } from "./grpcio";

const exactly = (version: string) => ({ version, source: "uv.lock:1", exact: true });
const atLeast = (version: string) => ({ version, source: "pyproject.toml:1", exact: false });

test.each([
  [exactly("1.84.0"), true],
  [exactly("1.84"), true],
  [exactly("1.100.0"), true],
  [exactly("1.9.0"), false],
  [exactly("1.83.9"), false],
  [atLeast("1.90"), true],
  [atLeast("1.60"), false],
  [null, false],
])("%j is certainly from 1.84 on: %s", (grpcio, expected) => {
  expect(isFrom(grpcio, "1.84")).toBe(expected);
});

test.each([
  [exactly("1.45.0"), true],
  [exactly("1.45.0rc1"), true],
  [exactly("1.45.1"), false],
  [atLeast("1.40"), false],
  [null, false],
])("%j is certainly below 1.45.1: %s", (grpcio, expected) => {
  expect(isBelow(grpcio, "1.45.1")).toBe(expected);
});

test.each([
  ["1.30.0", false],
  ["1.31.0", true],
  ["1.45.0", true],
  ["1.45.1", false],
])("fork support of %s needs another engine: %s", (version, expected) => {
  expect(needsPollStrategy(exactly(version))).toBe(expected);
  expect(needsPollStrategy(atLeast(version))).toBe(false);
});
