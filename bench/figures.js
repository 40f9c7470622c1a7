/** Figures from measured runs. Pure, so that the tables can be held to what they say. */

/** Of an even number of values the mean of the two in the middle. */
function median(values) {
  if (values.length === 0) throw new Error("there is no median of nothing");
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * How many times as long `ours` took as `theirs`, which are seconds by round: the median over the rounds that both took part
 * in, with the least and the greatest. What disturbs a round disturbs both sides of its ratio.
 */
function ratioOf(ours, theirs) {
  const rounds = Math.min(ours.length, theirs.length);
  const ratios = Array.from({ length: rounds }, (_, round) => ours[round] / theirs[round]);
  return { value: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}

/** The same from the other side: how many times as fast. */
function inverse({ value, low, high }) {
  return { value: 1 / value, low: 1 / high, high: 1 / low };
}

/** Whether a goal (`{ atMost }` or `{ atLeast }`) is met; null without one. */
function isMet(value, goal) {
  if (goal === null) return null;
  return goal.atMost !== undefined ? value <= goal.atMost : value >= goal.atLeast;
}

module.exports = { inverse, isMet, median, ratioOf };
