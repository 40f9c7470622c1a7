const { inverse, isMet, median, ratioOf } = require("./figures");

describe("a median", () => {
  it.each([
    [[3], 3],
    [[9, 1, 2], 2],
    [[10, 1, 2, 4], 3],
    [[10, 9, 100], 10],
  ])("of %j is %d", (values, expected) => {
    const before = [...values];
    expect(median(values)).toBe(expected);
    expect(values).toEqual(before);
  });

  it("of nothing is refused", () => {
    expect(() => median([])).toThrow("nothing");
  });
});

describe("a ratio", () => {
  it("is taken in each round, so that a slow round of both is none of either", () => {
    expect(ratioOf([2, 20, 3], [1, 10, 2])).toEqual({ value: 2, low: 1.5, high: 2 });
  });

  it("has the rounds in which both took part", () => {
    expect(ratioOf([4, 6, 100], [2])).toEqual({ value: 2, low: 2, high: 2 });
  });

  it("seen from the other side has its ends exchanged", () => {
    expect(inverse({ value: 0.5, low: 0.25, high: 1 })).toEqual({ value: 2, low: 1, high: 4 });
  });
});

describe("a goal", () => {
  it.each([
    [2.5, { atMost: 2.5 }, true],
    [2.6, { atMost: 2.5 }, false],
    [10, { atLeast: 10 }, true],
    [9.9, { atLeast: 10 }, false],
  ])("%d is held to %j: %s", (value, goal, expected) => {
    expect(isMet(value, goal)).toBe(expected);
  });

  it("that is not there is neither met nor missed", () => {
    expect(isMet(7, null)).toBeNull();
  });
});
